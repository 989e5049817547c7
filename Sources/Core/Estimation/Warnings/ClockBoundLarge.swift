import LabModel

/// `clock_bound_large`: the offset may be off by more than a tenth of the median delay.
enum ClockBoundLarge: WarningRule {
    private static let share = 0.1

    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard let bound = summary.clock.errorBoundMs, let median = summary.frameDelayMs?.p50 else { return nil }
        guard bound > share * abs(median) else { return nil }
        return RunWarning(
            code: .clockBoundLarge,
            text: "The clock offset may be off by \(Figures.milliseconds(bound)) either way, "
                + "with a median frame delay of \(Figures.milliseconds(median)).",
            remedy: "Ask a nearer clock with --clock URL, or compare with a control stream (--control)."
        )
    }
}
