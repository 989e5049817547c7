public import LabModel

/// What the runs of one provider cost, by prices of one currency.
public struct ProviderCost: Hashable, Sendable, Codable {
    /// What the runs are compared as.
    public let provider: String
    /// The currency of all amounts.
    public let currency: String
    /// The days on which the prices were looked up, ascending; empty where nobody wrote them down.
    public let dates: [String]
    /// How many runs are charged in this currency.
    public let runs: Int
    /// Whether these are all of the provider's runs, and all that they cost.
    public let isWhole: Bool
    /// What all runs together cost; nil where one of them does not tell.
    @OrNull public private(set) var total: Double?
    /// An hour of sending, however many watch: the mean over the runs; nil where one of them does not tell.
    @OrNull public private(set) var perHour: Double?
    /// What each viewer adds for an hour: the mean over the runs; nil where one of them does not tell.
    @OrNull public private(set) var perViewerHour: Double?

    private enum CodingKeys: String, CodingKey {
        case provider, currency, dates, runs, total
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

    /// Sums up a provider's runs, a part for each currency, by the name of the currency.
    /// - Parameters:
    ///   - provider: what the runs are compared as.
    ///   - runs: what each of them costs; empty for a run that nothing is charged for, as far as is known.
    /// - Returns: one a currency; empty where nothing is charged for.
    public static func costs(of provider: String, runs: [[RunCost]]) -> [ProviderCost] {
        let byCurrency = Dictionary(grouping: runs.joined(), by: \.currency)
        return byCurrency.keys.sorted().map { currency in
            let parts = byCurrency[currency] ?? []
            return ProviderCost(provider, currency, parts, isWhole: parts.count == runs.count)
        }
    }

    private init(_ provider: String, _ currency: String, _ parts: [RunCost], isWhole: Bool) {
        (self.provider, self.currency, runs) = (provider, currency, parts.count)
        self.isWhole = isWhole && parts.allSatisfy(\.isWhole)
        dates = Set(parts.flatMap(\.dates)).sorted()
        total = Self.sum(parts.map(\.run))
        perHour = Self.sum(parts.map(\.perHour)).map { $0 / Double(parts.count) }
        perViewerHour = Self.sum(parts.map(\.perViewerHour)).map { $0 / Double(parts.count) }
    }

    private static func sum(_ amounts: [Double?]) -> Double? {
        let known = amounts.compactMap(\.self)
        return known.count == amounts.count ? known.reduce(0, +) : nil
    }
}
