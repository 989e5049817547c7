public import LabModel

/// A part of a segment, which can be had before the segment is whole.
public struct PartialSegment: Hashable, Sendable {
    /// Where it is, relative to the playlist.
    public var uri: String
    /// How long it lasts; never longer than the playlist's part target.
    public var duration: Latency
    /// Whether a decoder can begin with it.
    public var isIndependent = false
    /// Which bytes of the resource it is; nil for all.
    ///
    /// The offset is always told, even where the text leaves it out.
    public var byteRange: ByteSpan?
    /// Whether it is missing and must not be asked for.
    public var isGap = false

    /// Makes a part that is a whole resource and depends on those before it.
    public init(uri: String, duration: Latency) {
        self.uri = uri
        self.duration = duration
    }
}
