public import LabModel

/// What a run, and an hour of what it measured, costs by prices of one currency.
///
/// By the run's measured duration and the media received in it, with one viewer. Nothing is rounded up to a provider's
/// least bill, and containers' and protocols' own bytes are not counted.
public struct RunCost: Hashable, Sendable, Codable {
    /// The currency of all amounts.
    public let currency: String
    /// The days on which the prices were looked up, ascending; empty where nobody wrote them down.
    public let dates: [String]
    /// What each price comes to.
    public let items: [CostItem]
    /// Whether this is all that the run cost; false where other prices are in another currency.
    public let isWhole: Bool
    /// The run itself, with its one viewer; nil where its duration or something that is charged for is not known.
    @OrNull public private(set) var run: Double?
    /// An hour of sending, however many watch; nil where something that is charged for is not known.
    @OrNull public private(set) var perHour: Double?
    /// What each viewer adds for an hour; nil where something that is charged for is not known.
    @OrNull public private(set) var perViewerHour: Double?

    private enum CodingKeys: String, CodingKey {
        case currency, dates, items, run
        case isWhole = "is_whole"
        case perHour = "per_hour"
        case perViewerHour = "per_viewer_hour"
    }

    /// What a viewer costs for an hour in an audience: ``perHour`` shared by all, and ``perViewerHour``.
    /// - Parameter viewers: how many watch, at least 1.
    /// - Returns: nil where one of them is not known.
    public func viewerHour(audience viewers: Int) -> Double? {
        guard let perHour, let perViewerHour else { return nil }
        return perHour / Double(max(1, viewers)) + perViewerHour
    }

    /// What a run costs, a part for each currency, by the name of the currency.
    ///
    /// - Parameters:
    ///   - summary: the run.
    ///   - prices: its provider's; nil for those that its manifest holds.
    ///   - task: those of its streamer's task; nil for those that its manifest holds. They count only for tasks that
    ///     were held to their CPU and memory.
    /// - Returns: empty where nothing is charged, as far as is known.
    public static func costs(of summary: Summary, prices: PriceList? = nil, task: TaskPrices? = nil) -> [RunCost] {
        let settings = summary.run.settings
        let use = CostedUse(summary)
        var items: [(currency: String, date: String?, item: CostItem)] = []
        if let prices = prices ?? PriceList(settings: settings) {
            items += CostItem.items(prices, use).map { (prices.currency, prices.date, $0) }
        }
        if let task = task ?? TaskPrices(settings: settings), let item = CostItem.task(task, use) {
            items.append((task.currency, task.date, item))
        }
        let byCurrency = Dictionary(grouping: items, by: \.currency)
        return byCurrency.keys.sorted().map { currency in
            let parts = byCurrency[currency] ?? []
            return RunCost(
                currency: currency,
                dates: Set(parts.compactMap(\.date)).sorted(),
                items: parts.map(\.item),
                isWhole: byCurrency.count == 1,
                hours: use.hours
            )
        }
    }

    /// A summary's `cost_usd`.
    /// - Parameter costs: all that a run cost.
    /// - Returns: nil where nothing is charged for, or something in another currency.
    public static func inDollars(_ costs: [RunCost]) -> Summary.Cost? {
        guard let cost = costs.first, cost.isWhole, cost.currency == "USD" else { return nil }
        return Summary.Cost(run: cost.run, perViewerHour: cost.perViewerHour)
    }

    private init(currency: String, dates: [String], items: [CostItem], isWhole: Bool, hours: Double?) {
        self.currency = currency
        self.dates = dates
        self.items = items
        self.isWhole = isWhole
        perHour = Self.sum(items.filter { !$0.kind.isPerViewer })
        perViewerHour = Self.sum(items.filter(\.kind.isPerViewer))
        run = viewerHour(audience: 1).flatMap { hourly in hours.map { hourly * $0 } }
    }

    private static func sum(_ items: [CostItem]) -> Double? {
        let amounts = items.compactMap(\.perHour)
        return amounts.count == items.count ? amounts.reduce(0, +) : nil
    }
}
