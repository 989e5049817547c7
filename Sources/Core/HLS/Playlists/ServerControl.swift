public import LabModel

/// What a server is able to do, and how far behind the playlist's end a player should stay.
public struct ServerControl: Hashable, Sendable {
    /// Whether a reload may wait for a segment or part that is not there yet.
    public var canBlockReload = false
    /// How far before the end a delta update begins to leave segments out; nil where there are no delta updates.
    public var canSkipUntil: Latency?
    /// Whether a delta update may leave out old date ranges as well.
    public var canSkipDateRanges = false
    /// How far behind the end a player of whole segments stays; nil for three target durations.
    public var holdBack: Latency?
    /// How far behind the end a player of parts stays; nil where the server does not say.
    public var partHoldBack: Latency?

    /// A server that can do nothing but answer.
    public init() {}
}

/// How far another rendition of the same stream is.
public struct RenditionReport: Hashable, Sendable {
    /// Its playlist, relative to this one.
    public var uri: String
    /// The number of its last segment, whole or not; nil where it is not told.
    public var lastSequence: Int?
    /// The place of that segment's last part; nil where it is not told.
    public var lastPart: Int?

    /// Makes a report; each argument is the property of its name.
    public init(uri: String, lastSequence: Int?, lastPart: Int?) {
        self.uri = uri
        self.lastSequence = lastSequence
        self.lastPart = lastPart
    }
}

/// Where a player should begin.
public struct PlaylistStart: Hashable, Sendable {
    /// From the playlist's beginning, or where negative from its end.
    public var offset: Latency
    /// Whether pictures before that instant should be left out.
    public var isPrecise: Bool

    /// Makes a start; each argument is the property of its name.
    public init(offset: Latency, isPrecise: Bool = false) {
        self.offset = offset
        self.isPrecise = isPrecise
    }
}
