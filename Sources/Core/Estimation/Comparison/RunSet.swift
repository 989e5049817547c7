public import LabModel

/// Runs that are compared as one, such as twelve runs of a provider.
public struct RunSet: Sendable {
    /// What a person calls them.
    public var name: String
    /// Their summaries, in any order.
    public var runs: [Summary]

    /// Makes a set; each argument is the property of its name.
    public init(name: String, runs: [Summary]) {
        self.name = name
        self.runs = runs
    }
}
