public import LabModel

/// What came of a running run since an earlier look.
public struct RunProgress: Hashable, Sendable {
    /// The run's identity.
    public var uuid: String
    /// The name that its user gave it.
    public var id: String
    /// Which attempt under that name, from 1.
    public var attempt: Int
    /// Which provider is under test.
    public var provider: String
    /// When it began.
    public var startedAt: WallTime
    /// The last sequence that was looked at, for the next look; -1 before the first sample.
    public var sequence: Int
    /// The samples after the sequence of the earlier look, in the order in which they were added.
    public var samples: [Sample] = []
    /// The newest event; nil where there was none.
    public var event: RunEvent?
}

/// What tells two lists of a store's runs apart.
public struct RunListState: Hashable, Sendable {
    /// How many runs are stored.
    public var runs = 0
    /// How many of them were finished.
    public var ended = 0
    /// The place of the newest one in the file.
    public var newest = 0

    /// The state of an empty store.
    public init() {}

    init(runs: Int, ended: Int, newest: Int) {
        self.runs = runs
        self.ended = ended
        self.newest = newest
    }
}
