import Estimation
import LabModel

/// What a report's runs say together, computed once for all sections and formats.
struct RunsAnalysis {
    /// Two groups held against each other.
    struct Pair {
        /// The places of both in ``RunsAnalysis/groups``.
        var first: Int
        var second: Int
        var comparison: Comparison
    }

    let input: ReportInput
    /// Best first; those without a place last, in the order of their first runs.
    let groups: [ReportGroup]
    /// Nil where the runs cannot be ranked together.
    let ranking: Ranking?
    /// Why there is no ranking.
    let refusal: RankingError?
    /// By which number all are compared.
    let path: FigurePath
    /// Each pair; above ``allPairsLimit`` groups the best against all others, and each against the next.
    let pairs: [Pair]

    /// Up to so many groups every pair is compared.
    static let allPairsLimit = 8

    /// Analyses a report's runs.
    /// - Throws: `EncodingError` or `DecodingError` for a summary with numbers that JSON cannot hold.
    init(_ input: ReportInput) throws {
        self.input = input
        var names: [String] = []
        let byName = Dictionary(grouping: input.runs, by: \.comparedAs)
        for run in input.runs where !names.contains(run.comparedAs) {
            names.append(run.comparedAs)
        }
        let groups = names.map { Ranking.Group(name: $0, runs: (byName[$0] ?? []).map(\.summary)) }
        var (ranking, refusal): (Ranking?, RankingError?) = (nil, nil)
        do throws(RankingError) {
            ranking = try Ranking(groups, allowsDifferentSizes: input.options.allowsDifferentSizes)
        } catch {
            refusal = error
        }
        (self.ranking, self.refusal) = (ranking, refusal)
        let path = input.options.figure ?? FigurePath(Self.key(input.runs.map(\.summary), ranking))
        self.path = path
        let places = Dictionary((ranking?.entries ?? []).map { ($0.provider, $0.place) }) { first, _ in first }
        let sorted = names.enumerated().sorted {
            (places[$0.element] ?? .max, $0.offset) < (places[$1.element] ?? .max, $1.offset)
        }
        self.groups = try sorted.enumerated().map { colour, name in
            let runs = byName[name.element] ?? []
            let set = RunSet(name: name.element, runs: runs.map(\.summary))
            return ReportGroup(
                name.element,
                runs: runs,
                colour: colour,
                ranking: ranking,
                mean: try SetMean(set, by: path, seed: input.options.seed)
            )
        }
        pairs = try Self.pairs(self.groups, path: path, options: input.options)
    }

    private static func key(_ runs: [Summary], _ ranking: Ranking?) -> RankingKey {
        ranking?.key ?? (runs.contains { $0.media.isSegmented } ? .operatingDelay : .signalDelay)
    }

    private static func pairs(_ groups: [ReportGroup], path: FigurePath, options: ReportOptions) throws -> [Pair] {
        let isWhole = groups.count <= allPairsLimit
        var choices = ComparisonOptions()
        choices.path = path
        choices.areProvidersNamed = true
        choices.callsSetsByName = true
        choices.allowsDifferentSizes = options.allowsDifferentSizes
        choices.seed = options.seed
        var pairs: [Pair] = []
        for first in groups.indices {
            for second in groups.indices.dropFirst(first + 1) where isWhole || first == 0 || second == first + 1 {
                let sets = [groups[first], groups[second]].map { group in
                    RunSet(name: group.inSentence, runs: group.runs.map(\.summary))
                }
                let comparison = try Comparison(sets[0], sets[1], options: choices)
                pairs.append(Pair(first: first, second: second, comparison: comparison))
            }
        }
        return pairs
    }
}

extension RunsAnalysis {
    /// Every run in the order given.
    var runs: [ReportRun] { input.runs }

    /// What the number that is compared is called.
    var figureName: String {
        path == FigurePath(.signalDelay)
            ? "signal delay p95" : path == FigurePath(.operatingDelay) ? "operating delay" : path.description
    }

    /// The same with its unit.
    var figureTitle: String {
        groups.first?.mean.unit.map { "\(figureName), \($0)" } ?? figureName
    }

    /// Whether one group alone is told.
    var isAlone: Bool { groups.count == 1 }

    /// The number that is compared, of a run; nil where it is not known or the run takes no part.
    func value(of run: ReportRun) -> BoundedDelay? {
        let group = groups.first { $0.name == run.comparedAs }
        let found = group?.mean.set.runs.first { $0.uuid == run.summary.run.uuid }
        return found.flatMap { run in
            run.value.map { BoundedDelay(milliseconds: $0, isLowerBound: run.isLowerBound) }
        }
    }

    /// The runs that are told one by one: each group's middle run first, then the newest of each in turn.
    var detailed: [ReportRun] {
        let limit = max(1, input.options.runsInDetail)
        var chosen = groups.compactMap(\.middle).prefix(limit).map { $0 }
        var known = Set(chosen.map(\.summary.run.uuid))
        var rest = groups.map { group in
            group.runs.sorted { $0.summary.run.startedAt > $1.summary.run.startedAt }[...]
        }
        while chosen.count < limit, rest.contains(where: { !$0.isEmpty }) {
            for index in rest.indices {
                guard chosen.count < limit, let run = rest[index].popFirst() else { continue }
                if known.insert(run.summary.run.uuid).inserted {
                    chosen.append(run)
                }
            }
        }
        return chosen
    }
}
