import LabModel

/// `synthetic_content`: quality was scored on content that is drawn.
enum SyntheticContent: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard run.trace.quality?.content == .synthetic else { return nil }
        guard summary.quality?.matched != nil || summary.quality?.asDisplayed != nil else { return nil }
        return RunWarning(
            code: .syntheticContent,
            text:
                "Quality was scored on drawn content, which encodes unlike what cameras see: the scores rank settings, "
                + "and say little of a programme's quality.",
            remedy: "Stream a clip of your own with --content FILE."
        )
    }
}
