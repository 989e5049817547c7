public import LabModel

/// Turns what was observed of a run into its numbers.
public enum Estimator {
    /// Computes every number of a run that follows from its trace.
    ///
    /// Pure: the same arguments give the same summary. What the trace does not tell stays nil. Should the frame counts
    /// ever not add up, the summary carries an event `internal_error` that says so.
    /// - Complexity: O(n log n) for n samples.
    /// - Parameters:
    ///   - trace: Everything that was observed.
    ///   - manifest: What was measured and how.
    ///   - options: What a person may choose.
    /// - Returns: The summary, with its warnings.
    public static func summarize(
        _ trace: Trace,
        manifest: RunManifest,
        options: EstimationOptions = .init()
    ) -> Summary {
        summarize(MeasuredRun(trace, options: options), trace, manifest)
    }

    /// Computes a run's summary and digest at once, which takes less than one after the other.
    /// - Complexity: O(n log n) for n samples.
    /// - Parameters:
    ///   - trace: Everything that was observed.
    ///   - manifest: What was measured and how.
    ///   - options: What a person may choose.
    /// - Returns: What ``summarize(_:manifest:options:)`` and ``RunDigest`` give.
    public static func assess(
        _ trace: Trace,
        manifest: RunManifest,
        options: EstimationOptions = .init()
    ) -> (summary: Summary, digest: RunDigest) {
        let run = MeasuredRun(trace, options: options)
        return (summarize(run, trace, manifest), RunDigest(run, samples: trace.samples))
    }

    private static func summarize(_ run: MeasuredRun, _ trace: Trace, _ manifest: RunManifest) -> Summary {
        let part = Summary.RunPart(
            manifest: manifest,
            startedAt: manifest.startedAt.iso8601,
            endReason: trace.endReason
        )
        var summary = Summary(run: part)
        summary.media = trace.media
        summary.events = trace.events
        for metric in MetricRegistry.metrics {
            metric.measure(run, into: &summary)
        }
        summary.warnings = WarningRegistry.rules.compactMap { $0.warning(run, summary) }
        return summary
    }
}
