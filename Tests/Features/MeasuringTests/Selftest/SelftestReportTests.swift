import LabModel
import Testing

@testable import Measuring

@Suite struct SelftestReportTests {
    private let good = [
        SelftestRow(
            (.relay, "held for 50 ms: arrival, median"),
            unit: "ms",
            planted: 50.07,
            measured: (50.21, 0.14),
            limit: 2
        ),
        SelftestRow((.drops, "frames dropped"), planted: 15, measured: (15, nil), limit: 0),
    ]
    private let bad = SelftestRow((.stall, "stalls"), planted: 1, measured: (nil, nil), limit: 0)

    @Test func textPutsPlantedAndMeasuredSideBySide() {
        let text = SelftestReport(rows: good, durationS: 3).text()
        #expect(
            text == """
                                                  planted  measured     error      limit
                held for 50 ms: arrival, median  50.07 ms  50.21 ms  +0.14 ms  ± 2.00 ms  ok
                frames dropped                         15        15         0        ± 0  ok

                All 2 numbers are within their limits: what the lab measures is what was done.

                """
        )
    }

    @Test func textSaysWhatIsOutside() {
        let text = SelftestReport(rows: good + [bad], durationS: 3).text { $0 ? "yes" : "NO" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[1].hasSuffix("  yes"))
        #expect(lines[3].hasPrefix("stalls ") && lines[3].hasSuffix("NO"))
        #expect(lines[3].contains("  nothing  "))
        #expect(
            text.hasSuffix(
                "\n\n1 of 3 numbers are outside their limits. Close what else runs and try again; if they stay outside, "
                    + "do not trust what is measured on this machine.\n"
            )
        )
    }

    @Test func verdictsNeedEveryRowAndOneAtLeast() {
        #expect(SelftestReport(rows: good, durationS: 1).ok)
        #expect(!SelftestReport(rows: good + [bad], durationS: 1).ok)
        #expect(!SelftestReport(rows: [], durationS: 1).ok)
    }

    @Test func jsonIsOneObject() throws {
        let json = try SelftestReport(rows: [good[1]], durationS: 2.5).json()
        #expect(
            json
                == #"{"duration_s":2.5,"ok":true,"rows":[{"check":"drops","error":0,"limit":0,"measured":15,"ok":true,"#
                + #""planted":15,"unit":"","what":"frames dropped"}]}"# + "\n"
        )
    }
}
