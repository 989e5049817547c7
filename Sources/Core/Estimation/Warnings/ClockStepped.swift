import LabModel

/// `clock_step`: the streamer's clock was stepped while the run was on.
enum ClockStepped: WarningRule {
    private static let listed = 3

    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        let count = summary.clock.steps
        guard count > 0, let steps = run.clockFit?.clock.steps else { return nil }
        let sizes = steps.prefix(listed).map { Figures.signedMilliseconds($0.size.milliseconds) }
        let rest = count > listed ? " and \(count - listed) more" : ""
        return RunWarning(
            code: .clockStep,
            text:
                "The streamer's clock was stepped \(Figures.count(count, "time")), by \(sizes.joined(separator: ", "))"
                + "\(rest): frames decoded meanwhile have no error bound.",
            remedy: "Have the clocks slewed instead of stepped while measuring, and repeat the run."
        )
    }
}
