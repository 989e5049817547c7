import Foundation
import LabModel
import Testing

@testable import Measuring

@Suite struct SelftestRowTests {
    private func row(_ measured: (value: Double?, error: Double?), limit: Double = 1) -> SelftestRow {
        SelftestRow((.drops, "frames dropped"), unit: "ms", planted: 10, measured: measured, limit: limit)
    }

    @Test(
        arguments: [
            (10.0, nil, 0.0, true), (11, nil, 1, true), (9, nil, -1, true), (11.001, nil, 1.001, false),
            (8.9, nil, -1.1, false), (11.5, 0.5, 0.5, true), (10, 2, 2, false),
        ] as [(Double, Double?, Double, Bool)]
    )
    func errorsAreJudgedEitherWay(measured: Double, given: Double?, error: Double, isWithin: Bool) throws {
        let row = row((measured, given))
        #expect(abs(try #require(row.error) - error) < 1e-9)
        #expect(row.isWithin == isWithin)
    }

    @Test func whatWasNotMeasuredIsOutside() {
        let row = row((nil, nil), limit: 1_000)
        #expect(row.error == nil && !row.isWithin)
    }

    @Test func allKeysAreWritten() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(row((nil, nil))), as: UTF8.self)
                == #"{"check":"drops","error":null,"limit":1,"measured":null,"ok":false,"planted":10,"unit":"ms","#
                + #""what":"frames dropped"}"#
        )
    }
}
