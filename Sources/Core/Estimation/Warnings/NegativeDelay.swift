import LabModel

/// `negative_delay`: frames were decoded before they were stamped, as the clocks say.
enum NegativeDelay: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        let count = summary.frames.negativeDelay
        guard count > 0, let least = summary.frameDelayMs?.min else { return nil }
        return RunWarning(
            code: .negativeDelay,
            text: "\(Figures.count(count, "frame")) of \(summary.frames.marked) decoded before being stamped, "
                + "by up to \(Figures.milliseconds(-least)): the clock offset is wrong.",
            remedy: "Check the clocks of streamer and receiver, or name a better source with --clock."
        )
    }
}
