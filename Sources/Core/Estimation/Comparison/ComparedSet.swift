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

    private enum CodingKeys: String, CodingKey {
        case name, runs, mean, stddev, min, max
    }

    init(_ set: RunSet, path: FigurePath, hasSharedClock: Bool) throws {
        name = set.name
        self.hasSharedClock = hasSharedClock
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

    var isLowerBound: Bool {
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
    /// Whether all runs were received with one fit of the clocks: the same method, exchanges and outcome.
    static func isShared(_ runs: [Summary]) -> Bool {
        guard let first = runs.first, first.clock.method != .none, first.clock.exchanges > 0 else { return false }
        guard let host = first.run.machine["hostname"] else { return false }
        return runs.allSatisfy { $0.clock == first.clock && $0.run.machine["hostname"] == host }
    }
}
