import LabTesting
import Testing

@testable import Estimation

@Suite struct IndicatorSeriesTests {
    /// The textbook's sum over the 0/1 values themselves.
    private func slow(_ values: [Double], atMost level: Double, lag: Int) -> Double {
        let bits = values.map { $0 <= level ? 1.0 : 0.0 }
        let mean = bits.reduce(0, +) / Double(bits.count)
        return zip(bits, bits.dropFirst(lag)).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / Double(bits.count)
    }

    @Test(arguments: [1, 2, 5, 63, 64, 65, 127, 128, 129, 300]) func agreesWithTheSlowReference(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let values = (0..<count).map { _ in Double.random(in: 0...1, using: &random) }
        let level = 0.7
        let series = IndicatorSeries(values, atMost: level)
        #expect(series.count == count)
        #expect(series.ones == values.count { $0 <= level })
        for lag in 0..<count {
            #expect(abs(series.autocovariance(lag) - slow(values, atMost: level, lag: lag)) < 1e-12, "lag \(lag)")
        }
    }

    @Test func noValues() {
        #expect(IndicatorSeries([], atMost: 0).mean == 0)
    }
}
