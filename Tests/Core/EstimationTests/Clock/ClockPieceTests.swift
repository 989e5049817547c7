import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct ClockPieceTests {
    private static let driftLimit = 200e-6

    private func intervals(seed: UInt64) -> [ClockInterval] {
        var random = SeededGenerator(seed: seed)
        let clocks = SimulatedClocks(seconds: 60, driftLimit: Self.driftLimit, using: &random)
        let exchanges = SimulatedNetwork(using: &random).exchanges(clocks, seconds: 50, using: &random)
        return exchanges.compactMap { ClockInterval($0, driftLimit: Self.driftLimit) }
    }

    /// The intersection of every interval, each widened to the instant: METHOD's words, one by one.
    private func slowly(_ intervals: [ClockInterval], at instant: Int64) -> (lower: Int64, upper: Int64) {
        let wide = intervals.map { $0.widened(to: instant, driftLimit: Self.driftLimit) }
        return (wide.map(\.lower).max() ?? .min, wide.map(\.upper).min() ?? .max)
    }

    @Test func twoPassesAgreeWithIntersectingEveryInterval() {
        for seed in 0..<60 {
            let intervals = intervals(seed: UInt64(seed))
            let piece = ClockPiece(intervals, driftLimit: Self.driftLimit)
            var random = SeededGenerator(seed: UInt64(seed))
            for _ in 0..<50 {
                let instant = SimulatedClocks.received(.random(in: -10...70, using: &random)).nanoseconds
                let (slow, fast) = (slowly(intervals, at: instant), piece.possible(at: instant))
                // Each exchange that carries a limit on rounds it up, by a nanosecond at most.
                let rounding = Int64(intervals.count + 1)
                #expect(fast.lower <= slow.lower && slow.lower - fast.lower <= rounding)
                #expect(fast.upper >= slow.upper && fast.upper - slow.upper <= rounding)
            }
        }
    }

    @Test func placesAreFoundFromAnyPlaceNearby() {
        let piece = ClockPiece(intervals(seed: 3), driftLimit: Self.driftLimit)
        let count = piece.intervals.count
        for instant in piece.intervals.flatMap({ [$0.instant - 1, $0.instant, $0.instant + 1] }) {
            let expected = piece.intervals.count { $0.instant <= instant } - 1
            for near in -1..<count {
                #expect(piece.place(of: instant, near: near) == expected)
            }
        }
    }

    @Test func theOtherSideOfAJumpIsKnownWithinTheTolerance() throws {
        let piece = ClockPiece(intervals(seed: 4), driftLimit: Self.driftLimit)
        let moved = piece.shifted(by: .milliseconds(500), tolerance: .milliseconds(1))
        let instant = try #require(piece.intervals.last).instant + 1_000_000_000
        #expect(!moved.isKnown)
        #expect(
            abs((moved.possible(at: instant).middle - piece.possible(at: instant).middle).milliseconds - 500) < 1e-3
        )
        let wider = moved.possible(at: instant).halfWidth - piece.possible(at: instant).halfWidth
        #expect(abs(wider.milliseconds - 1) < 1e-3)
    }

    @Test func theMiddleAndHalfTheWidthReachBothEnds() {
        for (lower, upper) in [(-3, 4), (3, 8), (-8, -3), (5, 5)] as [(Int64, Int64)] {
            let range = ClockRange(lower: lower, upper: upper)
            let (middle, half) = (range.middle.nanoseconds, range.halfWidth.nanoseconds)
            #expect(middle - half <= lower && upper <= middle + half)
            #expect(half <= (upper - lower + 1) / 2)
        }
    }
}
