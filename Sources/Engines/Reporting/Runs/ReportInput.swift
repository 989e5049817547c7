public import Estimation
public import LabModel

/// Everything that a report of runs says, before it has a form: pure, so that the same input gives the same report.
public struct ReportInput: Sendable {
    /// The runs, in the order in which they are told; those of one ``ReportRun/comparedAs`` need not stand together.
    public var runs: [ReportRun]
    /// Runs that were asked for and could not be read, as sentences.
    public var leftOut: [String] = []
    /// What a gate asked of the second set, in the order given; empty without gates.
    public var gates: [GateOutcome] = []
    /// The sweep that the runs are of, whose factors come first; nil for other runs.
    public var sweep: SweepAnalysis?
    /// What a person chose.
    public var options = ReportOptions()
    /// When the report was made.
    public var generatedAt: WallTime
    /// The lab's version.
    public var toolVersion: String
    /// The command line that makes this report again, without secrets; nil where none does.
    public var command: String?

    /// Makes the input of a report without gates, sweep or choices.
    /// - Parameters:
    ///   - runs: what is told, in order.
    ///   - generatedAt: when the report is made.
    ///   - toolVersion: the lab's version.
    public init(runs: [ReportRun], generatedAt: WallTime, toolVersion: String) {
        self.runs = runs
        self.generatedAt = generatedAt
        self.toolVersion = toolVersion
    }
}
