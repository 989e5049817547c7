public import LabModel

/// Segments and parts of one rendition, as one moment of a server lists them.
public struct MediaPlaylist: Hashable, Sendable {
    /// Whether segments are taken away, and whether any are added.
    public enum Kind: String, Hashable, Sendable {
        /// Segments are only added.
        case event = "EVENT"
        /// Nothing changes any more.
        case recorded = "VOD"
    }

    /// The version of the format, from 1.
    public var version: Int
    /// What no segment is longer than when rounded to whole seconds: whole seconds, at least 1.
    public var targetDuration: Latency
    /// What no part is longer than; nil where the playlist lists no parts.
    public var partTarget: Latency?
    /// The number of the first segment, listed or skipped; not negative.
    public var mediaSequence = 0
    /// How many discontinuities lie before the first segment; not negative.
    public var discontinuitySequence = 0
    /// What will change; nil where anything may.
    public var kind: Kind?
    /// Whether each segment can be decoded without those before it.
    public var hasIndependentSegments = false
    /// What the server is able to do, and how far behind the end a player should stay.
    public var serverControl = ServerControl()
    /// Where a player should begin; nil where it may choose.
    public var start: PlaylistStart?
    /// How many segments at the beginning a delta update leaves out; 0 in a full playlist.
    public var skippedSegments = 0
    /// The whole segments, oldest first, without the skipped ones.
    public var segments: [MediaSegment] = []
    /// What is there of the segment after ``segments``; nil while there is none of it.
    public var openSegment: OpenSegment?
    /// What will be there next, in order.
    public var preloadHints: [PreloadHint] = []
    /// How far other renditions are.
    public var renditionReports: [RenditionReport] = []
    /// Whether nothing will be added any more.
    public var isEnded = false

    /// Makes a playlist without segments.
    public init(version: Int, targetDuration: Latency) {
        self.version = version
        self.targetDuration = targetDuration
    }

    /// The number of the segment that follows the whole ones: that of ``openSegment``, where there is one.
    public var nextSequence: Int {
        mediaSequence + skippedSegments + segments.count
    }

    /// The number of the segment at some place in ``segments``.
    public func sequence(ofSegmentAt index: Int) -> Int {
        mediaSequence + skippedSegments + index
    }

    /// Where a segment of some number stands in ``segments``; nil where it is skipped, gone or not yet whole.
    public func index(ofSequence sequence: Int) -> Int? {
        let index = sequence - mediaSequence - skippedSegments
        return segments.indices.contains(index) ? index : nil
    }

    /// How long all that is listed lasts: segments and the parts of the one that is open.
    public var duration: Latency {
        segments.reduce(.zero) { $0 + $1.duration } + (openSegment?.duration ?? .zero)
    }
}
