/// A stretch of the receiver's time in which something was missing.
public struct TimeGap: Hashable, Sendable, Codable {
    /// When it began.
    public var start: WallTime
    /// When it was over.
    public var end: WallTime

    /// Makes a gap.
    public init(start: WallTime, end: WallTime) {
        self.start = start
        self.end = end
    }

    /// How long it lasted.
    public var length: Latency {
        end - start
    }
}
