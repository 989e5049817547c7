public import LabModel

/// What one price of a list comes to.
public struct CostItem: Hashable, Sendable, Codable {
    /// What is charged for.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Each hour of sending.
        case hour
        /// Gigabytes that come in.
        case gigabyteIn = "gb_in"
        /// Gigabytes that are delivered to a viewer.
        case gigabyteOut = "gb_out"
        /// Each hour that a viewer watches.
        case viewerHour = "viewer_hour"
        /// Each hour of the streamer's task, all of it in each run: runs that are measured at once share one.
        case task

        /// Whether every viewer costs it again.
        public var isPerViewer: Bool {
            switch self {
            case .gigabyteOut, .viewerHour: true
            case .hour, .gigabyteIn, .task: false
            }
        }
    }

    /// What is charged for.
    public let kind: Kind
    /// The price of one: an hour, a gigabyte of 10⁹ bytes, an hour of this task.
    public let price: Double
    /// How many of them an hour takes; nil where that is not known.
    @OrNull public private(set) var quantityPerHour: Double?

    private enum CodingKeys: String, CodingKey {
        case kind, price
        case quantityPerHour = "quantity_per_hour"
    }

    /// What an hour costs; nil where the quantity is not known.
    public var perHour: Double? {
        quantityPerHour.map { $0 * price }
    }

    private init(_ kind: Kind, price: Double, quantityPerHour: Double?) {
        (self.kind, self.price) = (kind, price)
        // What is free costs nothing, however much of it there was.
        self.quantityPerHour = quantityPerHour ?? (price == 0 ? 0 : nil)
    }

    static func items(_ prices: PriceList, _ use: CostedUse) -> [CostItem] {
        let all: [(Kind, Double?, Double?)] = [
            (.hour, prices.perHour, 1),
            (.gigabyteIn, prices.perGigabyteIn, use.gigabytesInPerHour),
            (.gigabyteOut, prices.perGigabyteOut, use.gigabytesOutPerHour),
            (.viewerHour, prices.perViewerHour, 1),
        ]
        return all.compactMap { kind, price, quantity in
            price.map { CostItem(kind, price: $0, quantityPerHour: quantity) }
        }
    }

    /// - Returns: Nil where the run's task was not held to its CPU and memory, or does not say them.
    static func task(_ prices: TaskPrices, _ use: CostedUse) -> CostItem? {
        use.task.map { CostItem(.task, price: prices.perHour(cpu: $0.cpu, memory: $0.memory), quantityPerHour: 1) }
    }
}
