public import LabModel

/// A set of runs as a comparison by one number sees it.
public struct ComparedSet: Hashable, Sendable, Encodable {
    /// What a person calls it.
    public let name: String
    /// The runs that take part.
    public let runs: [ComparedRun]
    /// The mean of their numbers; nil where none is known.
    @OrNull public var mean: Double?
    /// The standard deviation between runs; nil for fewer than two.
    @OrNull public var stddev: Double?
    /// The least.
    @OrNull public var min: Double?
    /// The largest.
    @OrNull public var max: Double?

    /// Whether its runs and those it is held against were all received with one fit of the clocks.
    let hasSharedClock: Bool
    /// How many measurements the runs come from: those that were measured at the same time are one.
    let measurements: Int
    /// Whether runs of it were measured at the same time as others.
    let hasGroups: Bool
    /// Whose runs they are, each once, in order.
    let providers: [String]

    private enum CodingKeys: String, CodingKey {
        case name, runs, mean, stddev, min, max
    }

    init(_ set: RunSet, path: FigurePath, hasSharedClock: Bool) throws {
        name = set.name
        self.hasSharedClock = hasSharedClock
        measurements = Set(set.runs.map { $0.group ?? $0.run.uuid }).count
        hasGroups = set.runs.contains { $0.group != nil }
        providers = Set(set.runs.map(\.run.provider)).sorted()
        runs = try set.runs.map { try ComparedRun($0, path: path) }
        let values = runs.compactMap(\.value)
        mean = Moments.mean(values)
        stddev = Moments.standardDeviation(values)
        min = values.min()
        max = values.max()
    }

    var values: [Double] {
        runs.compactMap(\.value)
    }

    /// How many runs lack the number.
    var missing: Int {
        runs.count { $0.value == nil }
    }

    /// Whether runs of different providers stand in it, so that its mean is nobody's.
    var mixesProviders: Bool {
        providers.count > 1
    }

    /// Whether it says anything about other runs: one provider's runs, of enough measurements, no two of the same one.
    var speaksOfOtherRuns: Bool {
        !mixesProviders && measurements == runs.count && values.count >= BetweenRuns.neededRuns
    }

    /// Whether the mean is known only from below, as a run's number is.
    public var isLowerBound: Bool {
        runs.contains(where: \.isLowerBound)
    }

    /// How far the clocks may put the mean off; nil where a run's bound is not known.
    var clockBound: Double? {
        let bounds = runs.compactMap(\.clockBoundMs)
        return bounds.count == runs.count ? Moments.mean(bounds) ?? 0 : nil
    }

    /// Squared distances of the mean from the ends of its interval within these runs, downwards and upwards; nil where
    /// a run's number has no interval.
    var withinSquares: (down: Double, up: Double)? {
        var squares = (down: 0.0, up: 0.0)
        for run in runs {
            guard let value = run.value, let interval = run.interval, interval.count == 2 else { return nil }
            squares.down += (value - interval[0]) * (value - interval[0])
            squares.up += (interval[1] - value) * (interval[1] - value)
        }
        let count = Double(runs.count * runs.count)
        return (squares.down / count, squares.up / count)
    }
}

extension Summary.Clock {
    /// Whether two sets of runs were received with the same fits of the clocks, so that the fits' errors are in both alike.
    ///
    /// So it is where each run of one set has one of the other that was measured at the same time, by one fit, as the
    /// manifests of both say; or where all runs have the same method, exchanges and outcome on one machine.
    static func isShared(_ first: [Summary], _ second: [Summary]) -> Bool {
        let (groups, others) = (first.compactMap(\.group).sorted(), second.compactMap(\.group).sorted())
        let all = first + second
        let areKnown = all.allSatisfy { $0.clock.method != .none && $0.clock.method != .trace }
        if areKnown, !groups.isEmpty, groups == others, groups.count == first.count, others.count == second.count {
            return true
        }
        guard let one = all.first, one.clock.method != .none, one.clock.exchanges > 0 else { return false }
        guard let host = one.run.machine["hostname"] else { return false }
        return all.allSatisfy { $0.clock == one.clock && $0.run.machine["hostname"] == host }
    }
}

extension Summary {
    /// Names the runs that were measured at the same time as this one, by one fit of the clocks; nil for a run of its own.
    var group: String? {
        guard case .text(let group)? = run.settings[RunManifest.group] else { return nil }
        return group
    }
}
