/// What a stretch of a run's time held.
public struct DelayStretch: Hashable, Sendable {
    /// When it begins, in seconds from the run's first byte request; of a file, from its first picture.
    public var startS: Double
    /// How long it lasts, in seconds.
    public var lengthS: Double
    /// Frames received in it of which a delay is known.
    public var frames = 0
    /// The least frame delay in milliseconds; nil where there is none.
    public var minMs: Double?
    /// The median; see ``minMs``.
    public var medianMs: Double?
    /// The largest; see ``minMs``.
    public var maxMs: Double?
    /// Frames sent that no picture explains, told where the next frame was seen.
    public var dropped = 0

    /// Makes one that holds nothing.
    public init(startS: Double, lengthS: Double) {
        self.startS = startS
        self.lengthS = lengthS
    }
}
