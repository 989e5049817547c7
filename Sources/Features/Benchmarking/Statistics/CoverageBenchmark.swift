internal import Estimation
internal import LabModel

/// How often the 95 % intervals of a trace hold the true percentile: 95 % where they are right.
struct CoverageBenchmark: Benchmark {
    /// Values in a trace.
    let count: Int
    /// Traces a correlation.
    let traces: Int

    init(count: Int, isLong: Bool) {
        self.count = count
        traces = isLong ? 1_000 : 100
    }

    var name: String { "interval_coverage_\(count)" }

    var about: String { "how often 95 % intervals of \(count) correlated values hold the truth" }

    /// The least share of intervals that a working bootstrap can hold, of traces long enough.
    private static let leastShare = 0.8
    private static let longEnough = 10_000

    func measure() throws -> [Figure] {
        try [0.5, 0.9].flatMap { correlation in try figures(correlation) }
    }

    private func figures(_ correlation: Double) throws -> [Figure] {
        var series = AutoregressiveSeries(correlation: correlation, seed: UInt64(count))
        var random = SplitMix(seed: 1)
        var (inside, given) = ([0, 0], [0, 0])
        for _ in 0..<traces {
            let values = Distribution(series: series.next(count), using: &random)
            for (index, ends) in [values.ci95P50, values.ci95P95].enumerated() {
                guard let ends, let low = ends.first, let high = ends.last else { continue }
                given[index] += 1
                let truth = AutoregressiveSeries.percentiles[index]
                inside[index] += low <= truth && truth <= high ? 1 : 0
            }
        }
        return try ["p50", "p95"].enumerated().flatMap { index, percentile in
            let title = "\(name)_\(percentile)_rho_\(correlation)"
            let share = Figure(
                name: title + "_given",
                value: 100 * Double(given[index]) / Double(traces),
                unit: "%",
                isLowerBetter: false
            )
            guard given[index] > 0 else { return [share] }
            let covered = Double(inside[index]) / Double(given[index])
            if count >= Self.longEnough, covered < Self.leastShare {
                throw BenchmarkError.wrongWork(
                    benchmark: name,
                    reason: "\(inside[index]) of \(given[index]) intervals of \(percentile) hold the truth"
                )
            }
            return [Figure(name: title, value: 100 * covered, unit: "%", isLowerBetter: false), share]
        }
    }
}
