import LabModel
import Testing

@testable import Streaming

@Suite("Time histogram")
struct TimeHistogramTests {
    @Test("nothing is known of no times")
    func empty() {
        #expect(TimeHistogram().quantile(0.5) == nil)
        #expect(TimeHistogram().spread == nil)
    }

    @Test("quantiles are within 1.6 % of the exact ones", arguments: [1.0, 1_000, 1_000_000, 1_000_000_000_000])
    func accuracy(unit: Double) throws {
        var histogram = TimeHistogram()
        for value in 1...1_000 {
            histogram.add(Latency(nanoseconds: Int64(Double(value) * unit)))
        }
        for share in [0, 0.05, 0.5, 0.95, 0.99, 1] {
            let exact = (1 + (share * 999).rounded()) * unit
            let found = Double(try #require(histogram.quantile(share)).nanoseconds)
            #expect(abs(found - exact) <= max(1, exact * 0.016), "\(share)")
        }
        #expect(histogram.longest.nanoseconds == Int64(1_000 * unit))
        #expect(histogram.buckets.count == 1_000)
    }

    @Test("the extremes of time stay inside")
    func extremes() throws {
        var histogram = TimeHistogram()
        histogram.add(Latency(nanoseconds: .min))
        #expect(histogram.quantile(1) == .zero)
        histogram.add(Latency(nanoseconds: .max))
        let spread = try #require(histogram.spread)
        #expect(spread.max.nanoseconds == .max)
        #expect(spread.p95.nanoseconds > Int64.max / 100 * 98)
    }
}
