import Estimation
import LabModel
import Testing

@testable import Reporting

@Suite struct RankingTableTests {
    private let input = PlantedDelays.input([("a", [40, 41, 42, 43]), ("b", [60, 61, 62, 63])])

    private func table(_ input: ReportInput) throws -> ReportTable {
        RankingTable(analysis: try RunsAnalysis(input)).table
    }

    private func column(_ title: String, in table: ReportTable) throws -> [String] {
        let place = try #require(table.columns.firstIndex { $0.title == title }, "\(table.columns.map(\.title))")
        return table.rows.map { $0[place] }
    }

    @Test func theUsualNumber() throws {
        let table = try table(input)
        #expect(try column("mean, ms", in: table) == ["41.50", "61.50"])
        #expect(
            table.caption
                == "Delays are medians over the runs of each; the interval is that of their mean, with what the "
                + "clocks may be off."
        )
    }

    @Test func aNumberOfOnesOwnIsNamed() throws {
        var input = input
        input.options.figure = try FigurePath("frame_rate.mean_fps")
        let several = try table(input)
        #expect(try column("frame_rate.mean_fps, mean, fps", in: several) == ["30", "30"])
        #expect(
            several.caption?.hasPrefix(
                "Delays are medians over the runs of each; the mean and its interval are of frame_rate.mean_fps."
            ) == true
        )
        input.runs = [input.runs[0], input.runs[4]]
        let single = try table(input)
        #expect(try column("frame_rate.mean_fps, fps", in: single) == ["30", "30"])
        #expect(single.caption?.hasPrefix("Delays of each run; the interval is that of frame_rate.mean_fps.") == true)
    }

    @Test func aRatioIsToldWithTheDigitsThatTellItApart() throws {
        let input = try PlantedDelays.ratios([("a", [0.981]), ("b", [0.983])])
        let table = try table(input)
        #expect(try column("quality.matched.ssim_y", in: table) == ["0.9810", "0.9830"])
        #expect(try column("signal delay p95, ms", in: table) == ["40.00", "41.00"])
    }

    /// What was asked of it was its count of frames, not the duration that nobody reached.
    @Test func aRunThatEndedAtItsFrameLimitHasNothingToTellOfWhatItDelivered() throws {
        var input = input
        for index in input.runs.indices {
            let second = Summary.Period(startS: 0, frames: 30, dropped: 0, fps: 30, frameDelayMs: nil, bitrateBps: nil)
            input.runs[index].summary.frameRate.periods = [second]
            input.runs[index].summary.run.settings["duration_s"] = .number(20)
            input.runs[index].summary.run.durationS = 1
        }
        #expect(try column("delivered", in: table(input)) == ["5.0 %", "5.0 %"])
        for index in input.runs.indices {
            input.runs[index].summary.run.endReason = .frameLimit
        }
        #expect(try !table(input).columns.contains { $0.title == "delivered" })
    }

    @Test func whatCannotBeRankedHasItsNumberNamed() throws {
        var input = input
        input.runs[0].summary.media.width = 640
        #expect(try RunsAnalysis(input).refusal != nil)
        #expect(try column("signal delay p95, mean, ms", in: table(input)).contains("61.50"))
        input.runs = [input.runs[0], input.runs[4]]
        #expect(try column("signal delay p95, ms", in: table(input)).contains("60.00"))
    }

    @Test func aMeanKnownOnlyFromBelowIsMarked() throws {
        let table = try table(input.withOpenEnds())
        #expect(try column("mean, ms", in: table) == ["≥ 41.50", "≥ 61.50"])
        #expect(try column("95 % interval, ms", in: table).allSatisfy { $0.hasPrefix("from ") })
    }

    @Test func unknownClocksAreNotSaidToBeHeld() throws {
        var input = input
        for index in input.runs.indices where index < 4 {
            (input.runs[index].summary.clock.errorBoundMs, input.runs[index].summary.clock.errorBoundMaxMs) = (nil, nil)
        }
        #expect(
            try table(input).caption?.hasSuffix(
                "with what the clocks may be off where that is known, without it where it is not."
            ) == true
        )
        input.runs.removeLast(4)
        #expect(try table(input).caption?.hasSuffix("without what the clocks may be off, which is not known.") == true)
    }
}
