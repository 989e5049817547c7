import LabModel

/// `clock_unknown`: a live run without a clock offset has no delays.
enum ClockUnknown: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard run.trace.join != nil, summary.clock.method == .none else { return nil }
        return RunWarning(
            code: .clockUnknown,
            text: "Nothing is known of the offset between the clocks of streamer and receiver: no delay is given.",
            remedy: "Give the streamer's clock with --clock URL, or run both on one machine."
        )
    }
}
