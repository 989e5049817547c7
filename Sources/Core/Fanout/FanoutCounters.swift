/// What a broadcaster has done since it was made.
public struct FanoutCounters: Sendable, Hashable {
    /// Viewers at present.
    public var viewers = 0
    /// Viewers that ever joined.
    public var joined = 0
    /// Viewers that left by themselves or saw the stream's end.
    public var left = 0
    /// Viewers refused because there were too many.
    public var refused = 0
    /// Viewers cut off, by reason; reasons that never happened are missing.
    public var cut: [CutReason: Int] = [:]
    /// Pieces published.
    public var chunksPublished = 0
    /// Bytes published.
    public var bytesPublished = 0
    /// Pieces handed to viewers, counted once for each viewer.
    public var chunksSent = 0
    /// Bytes handed to viewers, counted once for each viewer.
    public var bytesSent = 0

    /// Makes counters that count nothing.
    public init() {}

    /// Viewers cut off for any reason.
    public var cutInAll: Int {
        cut.values.reduce(0, +)
    }
}
