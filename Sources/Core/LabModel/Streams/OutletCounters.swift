/// What one outlet of a streamer has done since the start: a live address, segments, a server that is pushed to.
public struct OutletCounters: Hashable, Sendable {
    /// Frames that it took.
    public var frames = 0
    /// Bytes that it made of them; sent once to each viewer.
    public var bytes = 0
    /// Frames that it left out because it could not keep up.
    public var dropped = 0
    /// Viewers of a live address at present; nil where there is none.
    public var viewers: Int?
    /// Playlists, segments and parts handed out; nil where there are none.
    public var answers: Int?
    /// Requests for a playlist or part that wait at present; nil where there are none.
    public var waiting: Int?
    /// Whether it failed and takes nothing more.
    public var hasFailed = false

    /// Makes counters that count nothing.
    public init() {}
}
