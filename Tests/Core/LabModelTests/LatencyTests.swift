import LabModel
import Testing

@Suite struct LatencyTests {
    @Test func units() {
        #expect(Latency.microseconds(3).nanoseconds == 3_000)
        #expect(Latency.milliseconds(1.000_000_6).nanoseconds == 1_000_001)
        #expect(Latency.seconds(-2.5).nanoseconds == -2_500_000_000)
        #expect(Latency(nanoseconds: 1_500_000).milliseconds == 1.5)
        #expect(Latency(nanoseconds: 1_500_000).seconds == 0.001_5)
        #expect(Latency(nanoseconds: 7).duration == .nanoseconds(7))
    }

    @Test func outOfRangeSaturates() {
        #expect(Latency.seconds(1e12).nanoseconds == .max)
        #expect(Latency.seconds(-.infinity).nanoseconds == .min)
        #expect(Latency.milliseconds(.nan) == .zero)
        #expect(Latency.microseconds(.max).nanoseconds == .max)
        #expect(Latency.microseconds(.min).nanoseconds == .min)
    }

    @Test func sumsSaturate() {
        let (most, least) = (Latency(nanoseconds: .max), Latency(nanoseconds: .min))
        #expect(most + most == most)
        #expect(least + least == least)
        #expect(least - most == least)
        #expect(most - least == most)
        #expect(Latency.zero - least == most)
        #expect(most + least == Latency(nanoseconds: -1))
    }

    @Test func ordersNegativeOnesFirst() {
        #expect([Latency.zero, .seconds(1), .seconds(-1)].min() == .seconds(-1))
    }
}
