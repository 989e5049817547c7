import LabModel

/// `few_samples`: too few values for a 95th percentile that can be trusted.
enum FewSamples: WarningRule {
    /// So that n × (1 − 0.95) reaches 10.
    ///
    /// Values that are alike make the effective n smaller; that is not looked at here.
    private static let needed = 200

    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard let count = summary.frameDelayMs?.n, count < needed else { return nil }
        return RunWarning(
            code: .fewSamples,
            text: "Only \(Figures.count(count, "frame delay")): a 95th percentile needs at least \(needed).",
            remedy: "Measure longer with --duration."
        )
    }
}
