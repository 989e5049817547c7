import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite struct ClockRowsTests {
    @Test func rowsThatAgreeAreATime() throws {
        let rows = try #require(ClockRows(.clock(4)))
        #expect(rows.wall == 1_695_000_000_383_333_732)
        #expect(rows.pipeline == 987_654_321_123_456 + 133_333_332 + 20_000_000)
        #expect(rows.difference == 1_695_000_000_383_333_732 - 987_654_474_456_788)
        let expected = FrameStamp(
            streamID: .foreign(place: 7),
            number: nil,
            time: WallTime(nanoseconds: 1_695_000_000_383_333_732)
        )
        #expect(rows.stamp == expected)
    }

    @Test func timesThatAreNotKnownAreLeftOut() {
        var rows = [UInt64].clock(4)
        rows[0] = .max
        rows[1] = .max
        rows[2] = .max
        #expect(ClockRows(rows) != nil)
        rows[3] = .max
        #expect(ClockRows(rows) == nil)
    }

    @Test(
        arguments: [
            { $0[5] = 999_999_999_999_999_999 }, { $0[5] = 4_102_444_800_000_000_000 }, { $0[4] = $0[3] - 1 },
            { $0[4] = $0[3] + 60_000_000_001 }, { $0[3] = 0 }, { $0[2] = $0[3] + 1 }, { $0[0] = 1 << 61 },
            { $0[1] = 1 << 62 }, { $0[4] = $0[5] + 2_000_000_000 }, { $0.removeLast() }, { $0.append(0) },
        ] as [@Sendable (inout [UInt64]) -> Void]
    )
    func rowsThatContradictAreRefused(change: @Sendable (inout [UInt64]) -> Void) {
        var rows = [UInt64].clock(4)
        change(&rows)
        #expect(ClockRows(rows) == nil)
    }

    @Test func cellsReadTwiceOrThriceAreNoClock() {
        for times in 2...3 as ClosedRange<UInt64> {
            let widened = [UInt64].clock(4).map { row in
                (0..<64).reduce(UInt64(0)) { $0 << 1 | row >> (($1 as UInt64) / times) & 1 }
            }
            var rows = [UInt64].clock(4)
            rows[5] = 0x1700_0000_0000_0000 | widened[5] & 0x00FF_FFFF_FFFF_FFFF
            #expect(ClockRows(rows) != nil)
            #expect(ClockRows([0, 0, 0, 0x3F_FC00, 0x3F_FC00, 0x1800_0FF0_0FF0_0FF0]) == nil)
        }
    }

    @Test func noiseIsNoClock() {
        var generator = SeededGenerator(seed: 41)
        for _ in 0..<20_000 {
            var rows = (0..<6).map { _ in UInt64.random(in: 0 ... .max, using: &generator) }
            #expect(ClockRows(rows) == nil)
            rows[5] = 1_695_000_000_000_000_000
            #expect(ClockRows(rows) == nil)
        }
    }
}
