import Testing

@testable import Benchmarking

@Suite struct CoverageBenchmarkTests {
    @Test func seriesAreWhatTheySay() {
        var series = AutoregressiveSeries(correlation: 0.9, seed: 1)
        let values = series.next(40_000)
        let mean = values.reduce(0, +) / Double(values.count)
        let products = zip(values, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        let squares = values.reduce(0) { $0 + $1 * $1 }
        #expect(abs(mean) < 0.1)
        #expect(abs(squares / Double(values.count) - 1) < 0.1)
        #expect(abs(products / squares - 0.9) < 0.01)
        let above = values.count { $0 > AutoregressiveSeries.percentiles[1] }
        #expect(abs(Double(above) / Double(values.count) - 0.05) < 0.01)
    }

    @Test func figuresAreShares() throws {
        let figures = try CoverageBenchmark(count: 300, isLong: false).measure()
        #expect((7...8).contains(figures.count))
        #expect(figures.last?.name == "interval_coverage_300_p95_rho_0.9_given")
        #expect(figures.first?.name == "interval_coverage_300_p50_rho_0.5")
        #expect(figures.allSatisfy { (0...100).contains($0.value) && $0.unit == "%" })
        #expect((85...99).contains(figures[0].value))
        #expect(figures[1].value == 100)
    }
}
