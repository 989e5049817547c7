public import LabModel

/// What providers cost beside how delayed they are, and which of them are worth their price.
public struct CostComparison: Hashable, Sendable, Codable {
    /// How a provider stands among those that are charged in its currency.
    public enum Standing: String, Hashable, Sendable, Codable {
        /// No other one is both no dearer and no slower.
        case front
        /// Another one is no dearer and no slower, and better in one of both.
        case dominated
        /// Its cost is not known, or not in one currency.
        case costUnknown = "cost_unknown"
        /// It has no delay to be compared by, or died in a run.
        case delayUnknown = "delay_unknown"
    }

    /// One provider, in one currency.
    public struct Row: Hashable, Sendable, Codable {
        /// What it costs.
        public let cost: ProviderCost
        /// How it stands.
        public let standing: Standing
        /// Those that dominate it, the cheapest first.
        public let dominatedBy: [String]
        /// What a viewer costs for an hour in the audience; nil where it is not known.
        @OrNull public internal(set) var viewerHour: Double?
        /// The number by which providers are ranked, in milliseconds; nil where it has none.
        @OrNull public internal(set) var delayMs: Double?
        /// Whether ``delayMs`` is known only from below.
        public let isLowerBound: Bool

        private enum CodingKeys: String, CodingKey {
            case cost, standing
            case dominatedBy = "dominated_by"
            case viewerHour = "viewer_hour"
            case delayMs = "delay_ms"
            case isLowerBound = "is_lower_bound"
        }
    }

    /// How many viewers share the cost of sending.
    public let viewers: Int
    /// By which number delays are compared; nil where nothing could be ranked.
    @OrNull public private(set) var key: RankingKey?
    /// By currency, the cheapest viewer-hour first.
    public let rows: [Row]
    /// Providers of which no run is charged for, as far as is known, in the order given.
    public let unpriced: [String]

    private enum CodingKeys: String, CodingKey {
        case viewers, key, rows, unpriced
    }

    /// Compares providers.
    ///
    /// Delays are the ranking's: medians over runs. That one is less than another does not say that it would be in other
    /// runs; that is for a comparison of both to say.
    /// - Parameters:
    ///   - providers: what each one's runs cost, a list a run, in the order of the report.
    ///   - ranking: their delays; nil where they could not be ranked.
    ///   - viewers: how many share the cost of sending, at least 1.
    public init(_ providers: [(name: String, runs: [[RunCost]])], ranking: Ranking?, viewers: Int = 1) {
        let viewers = max(1, viewers)
        let entries = Dictionary(grouping: ranking?.entries ?? [], by: \.provider).compactMapValues(\.first)
        let costs = providers.map { ProviderCost.costs(of: $0.name, runs: $0.runs) }
        let byCurrency = Dictionary(grouping: costs.joined(), by: \.currency)
        self.viewers = viewers
        key = ranking?.key
        unpriced = zip(providers, costs).filter(\.1.isEmpty).map(\.0.name)
        rows = byCurrency.keys.sorted().flatMap { currency in
            Self.rows(byCurrency[currency] ?? [], entries, viewers: viewers)
        }
    }

    private static func rows(
        _ costs: [ProviderCost],
        _ entries: [String: RankedProvider],
        viewers: Int
    ) -> [Row] {
        let front = ParetoFront(costs.compactMap { point($0, entries[$0.provider], viewers: viewers) })
        let rows = costs.map { cost in
            let entry = entries[cost.provider]
            let hasPoint = point(cost, entry, viewers: viewers) != nil
            let dominators = front.dominators[cost.provider] ?? []
            let isPriced = cost.isWhole && cost.viewerHour(audience: viewers) != nil
            let standing: Standing =
                if !isPriced { .costUnknown } else if !hasPoint { .delayUnknown } else {
                    dominators.isEmpty ? .front : .dominated
                }
            var row = Row(
                cost: cost,
                standing: standing,
                dominatedBy: dominators,
                isLowerBound: entry?.isLowerBound ?? false
            )
            row.viewerHour = cost.viewerHour(audience: viewers)
            row.delayMs = entry?.valueMs
            return row
        }
        return rows.sorted {
            ($0.viewerHour ?? .infinity, $0.delayMs ?? .infinity, $0.cost.provider)
                < ($1.viewerHour ?? .infinity, $1.delayMs ?? .infinity, $1.cost.provider)
        }
    }

    /// A provider that died stands behind all that lived, however fast it was until then: it has no place in the front.
    private static func point(_ cost: ProviderCost, _ entry: RankedProvider?, viewers: Int) -> ParetoFront.Point? {
        guard cost.isWhole, let viewerHour = cost.viewerHour(audience: viewers), let entry, entry.died == 0,
            let delay = entry.valueMs
        else { return nil }
        return .init(name: cost.provider, cost: viewerHour, delay: delay, isLowerBound: entry.isLowerBound)
    }
}
