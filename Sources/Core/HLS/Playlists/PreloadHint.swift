/// What a server will have next, and what it answers as soon as it is there.
public struct PreloadHint: Hashable, Sendable {
    /// What is announced.
    public enum Kind: String, Hashable, Sendable {
        /// The next part.
        case part = "PART"
        /// The next map.
        case map = "MAP"
    }

    /// What is announced.
    public var kind: Kind
    /// Where it will be, relative to the playlist.
    public var uri: String
    /// Which bytes of the resource it will be, to its end where no length is told; nil for all.
    public var byteRange: ByteSpan?

    /// Makes a hint; each argument is the property of its name.
    public init(kind: Kind, uri: String, byteRange: ByteSpan? = nil) {
        self.kind = kind
        self.uri = uri
        self.byteRange = byteRange
    }
}
