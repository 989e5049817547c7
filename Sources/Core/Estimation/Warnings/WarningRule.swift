import LabModel

/// One reason why a run's numbers may mislead, told from the run and its finished summary.
protocol WarningRule: SendableMetatype {
    /// The warning; nil where there is no reason for it.
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning?
}
