import LabModel

/// `streamer_overloaded`: frames were begun late, so that the run is not ranked.
enum StreamerOverloaded: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard let late = summary.streamer?.latenessMs?.p95, let period = run.period?.milliseconds else { return nil }
        guard late > period / 2 else { return nil }
        return RunWarning(
            code: .streamerOverloaded,
            text: "1 frame in 20 was begun \(Figures.milliseconds(late)) or more after its tick, "
                + "with \(Figures.milliseconds(period)) from tick to tick: this run is not ranked.",
            remedy: "Give the streamer more CPU, or lower its size or frame rate."
        )
    }
}
