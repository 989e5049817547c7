import Estimation
import LabModel

/// Summaries of runs of which only what a comparison looks at is known.
enum PlannedRuns {
    /// One run with this 95th percentile of signal delay, on one machine.
    static func run(_ p95: Double?, number: Int = 1, edit: (inout Summary) -> Void = { _ in }) -> Summary {
        var manifest = Planted.manifest
        manifest.uuid = "0197a0b0-0000-7000-8000-\(p95 ?? 0)-\(number)"
        manifest.attempt = number
        var summary = Summary(run: .init(manifest: manifest, startedAt: "", endReason: .duration))
        summary.clock.method = .sameHost
        summary.clock.errorBoundMs = 0
        summary.clock.errorBoundMaxMs = 0
        if let p95 {
            var values = Distribution()
            (values.n, values.p50, values.p95) = (1_000, p95 / 2, p95)
            summary.signalDelayMs = SignalDelay(values: values, censored: 0, lowerBound: [])
        }
        edit(&summary)
        return summary
    }

    /// Runs around a mean, `spread` apart from the next.
    static func set(
        _ name: String,
        around mean: Double,
        count: Int,
        spread: Double = 2,
        edit: (inout Summary) -> Void = { _ in }
    ) -> RunSet {
        let runs = (0..<count).map { index in
            run(mean + spread * (Double(index) - Double(count - 1) / 2), number: index + 1, edit: edit)
        }
        return RunSet(name: name, runs: runs)
    }
}
