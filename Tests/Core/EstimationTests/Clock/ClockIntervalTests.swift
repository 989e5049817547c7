import LabModel
import Testing

@testable import Estimation

@Suite struct ClockIntervalTests {
    private func exchange(_ t1: Int64, _ t2: Int64, _ t3: Int64, _ t4: Int64) -> ClockExchange {
        ClockExchange(
            t1: WallTime(nanoseconds: t1),
            t2: WallTime(nanoseconds: t2),
            t3: WallTime(nanoseconds: t3),
            t4: WallTime(nanoseconds: t4),
            answer: nil
        )
    }

    @Test func theLimitsAreTheOffsetAndHalfTheRoundTrip() throws {
        // 2 ms there, 1 ms to answer, 3 ms back, the streamer 10 ms ahead: θ = 9.5 ms, RTT = 5 ms.
        let asked = exchange(1_000_000, 13_000_000, 14_000_000, 7_000_000)
        let interval = try #require(ClockInterval(asked, driftLimit: 0))
        #expect(interval.instant == 4_000_000)
        #expect(interval.lower == asked.offset.nanoseconds - asked.roundTrip.nanoseconds / 2)
        #expect(interval.upper == asked.offset.nanoseconds + asked.roundTrip.nanoseconds / 2)
        #expect(interval.lower == 7_000_000)
        #expect(interval.upper == 12_000_000)
    }

    @Test func bothLimitsWidenByWhatDriftsInHalfTheExchange() throws {
        let interval = try #require(ClockInterval(exchange(0, 12_000_000, 13_000_000, 6_000_000), driftLimit: 200e-6))
        // 200 ppm of 3 ms are 600 ns.
        #expect(interval.lower == 7_000_000 - 600)
        #expect(interval.upper == 12_000_000 + 600)
    }

    @Test func itWidensOnBothSidesOfItsInstant() throws {
        let interval = try #require(ClockInterval(exchange(0, 100, 100, 200), driftLimit: 0))
        for instant in [-1_000_000_000, 1_000_000_200] as [Int64] {
            let wide = interval.widened(to: instant, driftLimit: 200e-6)
            #expect(wide.lower == -100 - 200_001)
            #expect(wide.upper == 100 + 200_001)
        }
        // About 29 years: a tenth of all the time there is.
        let far = interval.widened(to: .max, driftLimit: 0.1)
        #expect(abs(far.upper - 922_337_203_685_477_681) < 1_000)
    }

    @Test(arguments: [
        // Back before it was asked; sent before it came; a round trip of −10 ns; clocks 73 years apart; no time at all.
        [10, 0, 0, 5], [0, 20, 10, 40], [0, 0, 20, 10], [0, 1 << 61, 1 << 61, 10], [.min, .max, .max, .max],
        [.max, .min, .min, .max],
    ])
    func whatNoSteadyClocksCanSayProvesNothing(times: [Int64]) {
        #expect(ClockInterval(exchange(times[0], times[1], times[2], times[3]), driftLimit: 200e-6) == nil)
    }

    @Test func aRoundTripThatDriftMadeNegativeCounts() throws {
        // The streamer thought for 1 s by its own clock, which runs 100 ppm fast; the way took no time.
        let asked = exchange(0, 0, 1_000_100_000, 1_000_000_000)
        #expect(asked.roundTrip < .zero)
        let interval = try #require(ClockInterval(asked, driftLimit: 200e-6))
        #expect(interval.lower <= 50_000 && 50_000 <= interval.upper)
        #expect(ClockInterval(asked, driftLimit: 50e-6) == nil)
    }
}
