/// The number by which providers are ranked, named by its place in a summary.
public enum RankingKey: String, Hashable, Sendable, Codable {
    /// The 95th percentile of signal delay, where all streams are continuous.
    case signalDelay = "signal_delay_ms.p95"
    /// The operating delay, where at least one stream is segmented.
    case operatingDelay = "playout.operating_delay_ms"

    /// Why this one, as a sentence.
    public var reason: String {
        switch self {
        case .signalDelay: "All streams are continuous: ranked by the 95th percentile of signal delay."
        case .operatingDelay:
            "At least one stream is segmented, and a burst cannot be watched at its own delay: "
                + "ranked by the operating delay, signal delay beside it."
        }
    }

    /// What the number is, in a sentence's middle.
    var noun: String {
        switch self {
        case .signalDelay: "p95 of signal delay"
        case .operatingDelay: "operating delay"
        }
    }
}
