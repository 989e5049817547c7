/// What an origin of segments has done since it was made.
public struct SegmentCounters: Sendable, Hashable {
    /// Playlists handed out.
    public var playlists = 0
    /// Maps, segments and parts handed out.
    public var resources = 0
    /// Bytes of those.
    public var bytes = 0
    /// Requests that wait at present.
    public var waiting = 0
    /// Requests that had to wait.
    public var waited = 0
    /// Requests answered with 503 because too many waited.
    public var refused = 0
    var ended: [WaitingEnd: Int] = [:]

    /// Makes counters that count nothing.
    public init() {}

    /// Requests answered with 503 because the stream did not go on.
    public var late: Int {
        ended[.late] ?? 0
    }

    /// Requests whose client went away while they waited.
    public var gone: Int {
        ended[.gone] ?? 0
    }
}
