import LabModel

/// `negative_delay`: frames were decoded before they were stamped, as the clocks say.
enum NegativeDelay: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        let count = summary.frames.negativeDelay
        guard count > 0, let least = summary.frameDelayMs?.min else { return nil }
        let isTrace = run.trace.clockMethod == .trace
        return RunWarning(
            code: .negativeDelay,
            text: "\(Figures.count(count, "frame")) of \(summary.frames.marked) "
                + (isTrace ? "received before being sent" : "decoded before being stamped")
                + ", by up to \(Figures.milliseconds(-least)): the clock offset is wrong.",
            remedy: isTrace
                ? "Check the clocks of sender and receiver, and give their offset with --offset-ms."
                : "Check the clocks of streamer and receiver, or name a better source with --clock."
        )
    }
}
