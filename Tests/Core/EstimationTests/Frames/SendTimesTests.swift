import Testing

@testable import Estimation

@Suite struct SendTimesTests {
    private func times(_ known: [(Int64, Int64)], period: Int64? = 100) -> SendTimes {
        SendTimes(known: known.map { SeenFrame(number: $0.0, stamped: $0.1, index: 0) }, period: period)
    }

    @Test(arguments: [
        (1_000, 10), (1_001, 11), (1_049, 11), (1_050, 11), (1_051, 12), (1_100, 12), (1_101, 13), (1_102, 14),
    ])
    func betweenKnownFramesTheLineDecides(instant: Int64, number: Int64) {
        // Frames 11 and 13 are not known: stamped 1,050 and 1,101 on their lines.
        let times = times([(10, 1_000), (12, 1_100), (14, 1_102)])
        #expect(times.firstNumber(atOrAfter: instant) == number)
    }

    @Test(arguments: [(1_000, 10), (999, 10), (903, 10), (902, 9), (900, 9), (0, 0), (-9_000, 0)])
    func beforeTheFirstOnePeriodsCount(instant: Int64, number: Int64) {
        #expect(times([(10, 1_000)]).firstNumber(atOrAfter: instant) == number)
    }

    @Test(arguments: [(1_001, 11), (1_100, 11), (1_101, 11), (1_103, 12), (1_200, 12), (.max, 4_294_967_296)])
    func behindTheLastOnePeriodsCount(instant: Int64, number: Int64) {
        #expect(times([(10, 1_000)]).firstNumber(atOrAfter: instant) == number)
    }

    @Test func withoutAPeriodOnlyKnownFramesCount() {
        let times = times([(10, 1_000)], period: nil)
        #expect(times.firstNumber(atOrAfter: 0) == 10)
        #expect(times.firstNumber(atOrAfter: 5_000) == 11)
        #expect(times.extrapolated(12) == nil)
    }

    @Test func noFrameIsKnown() {
        #expect(times([]).firstNumber(atOrAfter: 0) == nil)
        #expect(times([]).extrapolated(0) == nil)
    }

    @Test func instantsOfFramesNotSeen() {
        let times = times([(10, 1_000), (20, 2_500)])
        #expect(times.extrapolated(8) == 800)
        #expect(times.extrapolated(22) == 2_700)
        #expect(SendTimes.interpolated(12, from: times.known[0], to: times.known[1]) == 1_300)
    }

    @Test func absurdStampsSaturate() {
        let low = SeenFrame(number: 0, stamped: .min, index: 0)
        let high = SeenFrame(number: 2, stamped: .max, index: 1)
        #expect(SendTimes.interpolated(1, from: low, to: high) == -1)
        #expect(SendTimes(known: [low, high], period: .max).extrapolated(9) == .max)
    }
}
