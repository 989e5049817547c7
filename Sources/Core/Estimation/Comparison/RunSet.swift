public import LabModel

/// Runs that are compared as one, such as twelve runs of a provider.
public struct RunSet: Sendable {
    /// What a person calls them.
    public var name: String
    /// Their summaries, in any order.
    public var runs: [Summary]
    /// Attempts that stand beside them, left out because their stream died: they keep the set from being called better.
    public var died = 0
    /// Attempts that stand beside them, left out because they were interrupted, still run, or read no mark: they
    /// keep a gate from passing.
    public var unfinished = 0

    /// Makes a set of runs with nothing left out.
    public init(name: String, runs: [Summary]) {
        self.name = name
        self.runs = runs
    }
}
