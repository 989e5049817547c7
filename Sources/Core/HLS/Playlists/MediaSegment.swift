public import LabModel

/// A whole segment.
public struct MediaSegment: Hashable, Sendable {
    /// Where it is, relative to the playlist.
    public var uri: String
    /// How long it lasts, to the nanosecond that the text gives.
    public var duration: Latency
    /// What the playlist calls it; empty where it does not.
    public var title = ""
    /// Which bytes of the resource it is; nil for all.
    ///
    /// The offset is always told, even where the text leaves it out.
    public var byteRange: ByteSpan?
    /// What must be read before it; nil where it needs nothing.
    public var map: MediaMap?
    /// Whether something breaks off before it: format, timeline or encoding.
    public var isDiscontinuity = false
    /// The wall-clock time of its first picture; nil where the playlist does not say.
    public var programTime: WallTime?
    /// Whether it is missing and must not be asked for.
    public var isGap = false
    /// Its parts, while they are listed.
    public var parts: [PartialSegment] = []

    /// Makes a segment that is a whole resource.
    public init(uri: String, duration: Latency) {
        self.uri = uri
        self.duration = duration
    }
}

/// The parts of a segment that is not whole yet, or of one that has no address yet.
public struct OpenSegment: Hashable, Sendable {
    /// What must be read before it; nil where it needs nothing.
    public var map: MediaMap?
    /// Whether something breaks off before it.
    public var isDiscontinuity = false
    /// The wall-clock time of its first picture; nil where the playlist does not say.
    public var programTime: WallTime?
    /// What is there of it, in order.
    public var parts: [PartialSegment]

    /// Makes one of its parts.
    public init(parts: [PartialSegment] = []) {
        self.parts = parts
    }

    /// How long its parts last together.
    public var duration: Latency {
        parts.reduce(.zero) { $0 + $1.duration }
    }
}
