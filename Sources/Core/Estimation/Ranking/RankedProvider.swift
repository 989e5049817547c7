/// A provider's place among those compared.
public struct RankedProvider: Hashable, Sendable, Codable {
    /// Its name.
    public let provider: String
    /// From 1; equals share a place, and the one behind them counts them all.
    public let place: Int
    /// The number by which it was ranked, in milliseconds, as the median over its runs; nil where it died before any
    /// run had one.
    public let valueMs: Double?
    /// Whether ``valueMs`` is known only from below.
    public let isLowerBound: Bool
    /// The 95th percentile of signal delay, in milliseconds, as the median over its runs; nil where no run knows it.
    public let signalDelayP95Ms: Double?
    /// Whether ``signalDelayP95Ms`` is known only from below.
    public let isSignalDelayLowerBound: Bool
    /// How many runs take part.
    public let runs: Int
    /// How many of them died: failed, stalled, or came to their own end before the asked duration.
    public let died: Int
    /// Media shown over the duration asked, summed over its runs, 0 to 1; runs that ended with the count of frames asked for
    /// delivered all.
    public let delivered: Double
    /// Why it stands where it does, without a full stop.
    public let reason: String
}
