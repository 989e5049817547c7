/// What a provider asks for, as its user wrote it down; each price 0 or more, nil where it is not charged or not known.
public struct PriceList: Hashable, Sendable, Codable {
    /// The currency of all prices, three capital letters of ISO 4217.
    public var currency: String
    /// The day on which the prices were looked up, as `2026-11-21`; nil where nobody wrote it down.
    public var date: String?
    /// For each hour in which a stream is sent.
    public var perHour: Double?
    /// For each gigabyte, 10⁹ bytes, that comes in.
    public var perGigabyteIn: Double?
    /// For each gigabyte, 10⁹ bytes, that is delivered to viewers.
    public var perGigabyteOut: Double?
    /// For each hour that one viewer watches.
    public var perViewerHour: Double?

    /// Makes a list without prices.
    /// - Parameter currency: three capital letters.
    public init(currency: String) {
        self.currency = currency
    }

    enum CodingKeys: String, CodingKey {
        case currency, date
        case perHour = "per_hour"
        case perGigabyteIn = "per_gb_in"
        case perGigabyteOut = "per_gb_out"
        case perViewerHour = "per_viewer_hour"
    }
}
