import LabModel
public import RunStore

/// The runs that a choice stands for.
public struct ChosenRuns: Hashable, Sendable {
    /// The complete runs, and those that were named one by one however they ended; oldest first, each once.
    public var runs: [RunListing] = []
    /// Attempts passed over because their stream died, oldest first.
    public var died: [RunListing] = []
    /// Attempts passed over because they were interrupted, still run, or read no mark, oldest first.
    public var unfinished: [RunListing] = []

    /// Chooses none.
    public init() {}

    /// What a report tells: a stream that died says more of a provider than none, and stands behind all that lived.
    public var told: [RunListing] {
        (runs + died).sorted(by: Self.isEarlier)
    }

    /// Whether there is none at all.
    var isEmpty: Bool {
        runs.isEmpty && died.isEmpty && unfinished.isEmpty
    }

    /// Takes a run as it ended.
    mutating func add(_ run: RunListing) {
        if run.state == .complete {
            runs.append(run)
        } else if run.endReason == .stalled || run.endReason == .failed {
            died.append(run)
        } else {
            unfinished.append(run)
        }
    }

    /// Orders all lists, and keeps each run once: a run that was named counts as that, and is not passed over.
    mutating func settle() {
        var seen: Set<String> = []
        func settled(_ list: [RunListing]) -> [RunListing] {
            list.filter { seen.insert($0.uuid).inserted }.sorted(by: Self.isEarlier)
        }
        runs = settled(runs)
        died = settled(died)
        unfinished = settled(unfinished)
    }

    /// Keeps only the newest runs, and of what was passed over only what began no earlier than the oldest of these.
    mutating func limit(to count: Int) {
        guard runs.count >= max(1, count) else { return }
        runs = runs.suffix(max(1, count))
        guard let oldest = runs.first else { return }
        died.removeAll { Self.isEarlier($0, than: oldest) }
        unfinished.removeAll { Self.isEarlier($0, than: oldest) }
    }

    private static func isEarlier(_ one: RunListing, than other: RunListing) -> Bool {
        (one.startedAt, one.analysisNumber) < (other.startedAt, other.analysisNumber)
    }
}
