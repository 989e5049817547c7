internal import HLS

/// Another rendition of a stream, as a playlist of the stream names it.
public struct SiblingRendition: Sendable {
    /// Its playlist, relative to the one that names it.
    public var uri: String
    /// What it is served by.
    public var origin: SegmentOrigin

    /// Makes a sibling; each argument is the property of its name.
    public init(uri: String, origin: SegmentOrigin) {
        self.uri = uri
        self.origin = origin
    }

    /// How far it is; nil before its first part, and when it failed.
    var report: RenditionReport? {
        origin.report(uri: uri)
    }
}
