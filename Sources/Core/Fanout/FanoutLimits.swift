public import LabModel

/// How much a broadcaster keeps, and how far a viewer may fall behind before it is cut off.
public struct FanoutLimits: Sendable, Hashable {
    /// Viewers at a time, at least 1; further ones are refused.
    public var viewers: Int
    /// Pieces that a viewer may fall behind, beyond what it began with.
    public var behindChunks: Int
    /// Bytes that a viewer may fall behind, beyond what it began with.
    public var behindBytes: ByteCount
    /// Media time that a viewer may fall behind, beyond what it began with.
    public var behindTime: Latency
    /// Pieces kept for viewers, at least 2; a group of pictures longer than this cannot be joined at its start.
    public var keptChunks: Int
    /// Bytes kept for viewers; the newest piece is kept however long it is.
    public var keptBytes: ByteCount
    /// How long pieces older than the last keyframe are kept.
    public var keptTime: Latency
    /// Whether a viewer begins with the next piece instead of the last keyframe; for streams of keyframes only.
    public var beginsWithNext = false

    /// Makes limits; each argument is the property of its name.
    public init(
        viewers: Int = 2_000,
        behindChunks: Int = 1_000,
        behindBytes: ByteCount = ByteCount(8 << 20),
        behindTime: Latency = .seconds(2),
        keptChunks: Int = 4_096,
        keptBytes: ByteCount = ByteCount(32 << 20),
        keptTime: Latency = .seconds(6)
    ) {
        self.viewers = max(1, viewers)
        self.behindChunks = behindChunks
        self.behindBytes = behindBytes
        self.behindTime = behindTime
        self.keptChunks = max(2, keptChunks)
        self.keptBytes = keptBytes
        self.keptTime = keptTime
    }
}
