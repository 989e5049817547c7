import LabModel

/// `censored`: some signal delays are known only from below.
enum Censored: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard let delay = summary.signalDelayMs, delay.censored > 0 else { return nil }
        let names = delay.lowerBound.joined(separator: ", ")
        return RunWarning(
            code: .censored,
            text: "Of \(Figures.count(delay.censored, "frame")) sent near the end nothing was seen before looking ended"
                + (names.isEmpty ? "." : ": signal delay is at least what is given for \(names)."),
            remedy: "Look longer after the end with --drain, or measure longer with --duration."
        )
    }
}
