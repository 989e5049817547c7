public import LabModel

/// The order of compared providers, best first.
///
/// Providers stand in three classes, each behind the one before, however good its own numbers are:
///
/// 1. those whose number is known, by the number, the least first;
/// 2. those whose number is known only from below, by the bound;
/// 3. those that died in a run, by the part of the asked duration that they delivered, the most first.
///
/// A provider's number is the median over its runs: those known only from below count as larger than all others, and
/// of an even count of runs the mean of the middle two is taken.
public struct Ranking: Hashable, Sendable, Codable {
    /// What was compared under one name.
    public struct Group: Sendable {
        /// What the runs are compared as, such as their provider.
        public var name: String
        /// Its runs.
        public var runs: [Summary]

        /// Makes a group.
        public init(name: String, runs: [Summary]) {
            self.name = name
            self.runs = runs
        }
    }

    /// By which number all were ranked.
    public let key: RankingKey
    /// Those that stand in the order, best first.
    public let entries: [RankedProvider]
    /// Runs that take no part, in the order given.
    public let unranked: [UnrankedRun]

    /// Ranks groups of runs.
    /// - Parameters:
    ///   - groups: What to compare; a group without a run that can be ranked gets no entry.
    ///   - allowsDifferentSizes: Whether runs may have received pictures of different sizes.
    /// - Throws: ``RankingError/differentSizes(_:_:)`` or ``RankingError/changedSize(_:)`` where ranked runs received
    ///   different sizes and may not.
    public init(_ groups: [Group], allowsDifferentSizes: Bool = false) throws(RankingError) {
        let isSegmented = groups.contains { $0.runs.contains(where: \.media.isSegmented) }
        let key = isSegmented ? RankingKey.operatingDelay : .signalDelay
        var unranked: [UnrankedRun] = []
        var places: [PlacedProvider] = []
        var ranked: [Summary] = []
        for group in groups {
            var runs: [RunStanding] = []
            for run in group.runs {
                let standing = RunStanding(run, key: key)
                if let reason = standing.reasonToLeaveOut {
                    unranked.append(UnrankedRun(provider: group.name, run: run.run, reason: reason))
                } else {
                    runs.append(standing)
                    ranked.append(run)
                }
            }
            if !runs.isEmpty {
                places.append(PlacedProvider(name: group.name, runs: runs))
            }
        }
        if !allowsDifferentSizes {
            try Self.checkSizes(ranked)
        }
        self.key = key
        self.unranked = unranked
        entries = PlacedProvider.entries(of: places, key: key)
    }

    /// Ranks runs by their providers.
    /// - Parameters:
    ///   - runs: What to compare, in any order.
    ///   - allowsDifferentSizes: Whether runs may have received pictures of different sizes.
    /// - Throws: ``RankingError/differentSizes(_:_:)`` or ``RankingError/changedSize(_:)`` where ranked runs received
    ///   different sizes and may not.
    public init(_ runs: [Summary], allowsDifferentSizes: Bool = false) throws(RankingError) {
        var names: [String] = []
        var byName: [String: [Summary]] = [:]
        for run in runs {
            let name = run.run.provider
            if byName[name] == nil {
                names.append(name)
            }
            byName[name, default: []].append(run)
        }
        let groups = names.map { Group(name: $0, runs: byName[$0] ?? []) }
        try self.init(groups, allowsDifferentSizes: allowsDifferentSizes)
    }

    private static func checkSizes(_ runs: [Summary]) throws(RankingError) {
        switch SizeMismatch(runs) {
        case .within(let name): throw .changedSize(name)
        case .between(let one, let other): throw .differentSizes(one, other)
        case nil: return
        }
    }
}

extension Summary.RunPart {
    /// The name under which a person finds the run: its id, with the attempt where it is not the first.
    var name: String {
        attempt > 1 ? "\(id)@\(attempt)" : id
    }
}

extension Summary.Media {
    /// The received size; nil where no picture came.
    var size: PixelSize? {
        guard let width, let height else { return nil }
        return PixelSize(width: width, height: height)
    }
}
