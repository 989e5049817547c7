/// What was known of the clocks in a stretch of a run's time.
public struct ClockStretch: Hashable, Sendable {
    /// When it begins, in seconds from the run's first byte request.
    public var startS: Double
    /// How long it lasts, in seconds.
    public var lengthS: Double
    /// The median of streamer clock − receiver clock, in milliseconds.
    public var offsetMs: Double
    /// The least offset of its samples, in milliseconds.
    public var minMs: Double
    /// The largest offset of its samples, in milliseconds.
    public var maxMs: Double
    /// How far the offset may be off at most, in milliseconds; nil where that is not known of each of its samples.
    public var boundMs: Double?

    /// Makes one of a single offset.
    public init(startS: Double, lengthS: Double, offsetMs: Double, boundMs: Double?) {
        self.startS = startS
        self.lengthS = lengthS
        self.offsetMs = offsetMs
        minMs = offsetMs
        maxMs = offsetMs
        self.boundMs = boundMs
    }
}
