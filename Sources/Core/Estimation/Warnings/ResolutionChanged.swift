import LabModel

/// `resolution_changed`: the size of the picture changed midway.
enum ResolutionChanged: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        let changes = run.trace.events.filter { $0.code == RunWarning.Code.resolutionChanged.rawValue }
        guard let last = changes.last else { return nil }
        return RunWarning(
            code: .resolutionChanged,
            text: "The size of the picture changed \(Figures.count(changes.count, "time")), last: \(last.text)",
            remedy: "Pin one rendition with --variant, or measure each one by itself."
        )
    }
}
