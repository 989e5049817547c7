/// What a decoder must read before some segments: the header boxes of fragmented MP4.
public struct MediaMap: Hashable, Sendable {
    /// Where it is, relative to the playlist.
    public var uri: String
    /// Which bytes of the resource it is; nil for all.
    public var byteRange: ByteSpan?

    /// Makes a map; each argument is the property of its name.
    public init(uri: String, byteRange: ByteSpan? = nil) {
        self.uri = uri
        self.byteRange = byteRange
    }
}
