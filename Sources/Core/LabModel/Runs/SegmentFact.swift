/// What was seen of one segment, or of one part of a segment, of a segmented stream; instants by the receiver's clock.
public struct SegmentFact: Hashable, Sendable, Codable {
    /// The segment's media sequence number.
    public var sequence: Int
    /// The part's place in its segment, from 0; nil for a whole segment.
    public var part: Int?
    /// Just before it was asked for.
    public var requested: WallTime
    /// When the first byte of the answer's body arrived; nil where none did.
    public var firstByte: WallTime?
    /// When the last byte of the answer's body arrived; nil where it did not come whole.
    public var lastByte: WallTime?
    /// Bytes of the body that came.
    public var size: ByteCount
    /// How long it lasts, as the playlist says; nil for one that was asked for by a hint and never listed.
    public var duration: Latency?
    /// How old the playlist was that named it, when it was asked for.
    public var playlistAge: Latency?
    /// The wall-clock time of its first picture, as the playlist says.
    public var programTime: WallTime?
    /// Whether a preload hint had announced it.
    public var isHinted: Bool
    /// The rendition it belongs to, such as `1280x720@2500000`; nil where there is but one.
    public var variant: String?

    /// Makes the facts of one that was asked for and of which nothing came yet.
    public init(sequence: Int, part: Int? = nil, requested: WallTime, isHinted: Bool = false) {
        self.sequence = sequence
        self.part = part
        self.requested = requested
        size = ByteCount(0)
        self.isHinted = isHinted
    }
}

/// Where a player of a segmented stream would have begun to show it: never when bytes were fetched, which is always as
/// soon as they are there.
public struct PlayerStart: Hashable, Sendable, Codable {
    /// How far behind the playlist's end it begins: the asked live edge, else what the playlist says, else three target
    /// durations.
    public var holdBack: Latency
    /// Whether it was asked for; false where the playlist or the rule of three decided.
    public var isAsked: Bool
    /// When the playlist arrived that the start is counted from.
    public var at: WallTime
    /// The presentation time, on the stream's own clock, of that playlist's end; nil where nothing tells it.
    public var edge: Latency?

    /// Makes a start; each argument is the property of its name.
    public init(holdBack: Latency, isAsked: Bool, at: WallTime, edge: Latency?) {
        self.holdBack = holdBack
        self.isAsked = isAsked
        self.at = at
        self.edge = edge
    }
}
