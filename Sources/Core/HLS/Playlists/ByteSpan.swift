/// Some bytes of a resource.
public struct ByteSpan: Hashable, Sendable {
    /// How many bytes stand before it; not negative.
    public var offset: Int
    /// How many bytes it has; nil for all from ``offset`` on.
    public var length: Int?

    /// Makes a span.
    public init(offset: Int, length: Int?) {
        self.offset = offset
        self.length = length
    }

    /// The offset of the byte behind it; nil where it has no end.
    public var end: Int? {
        length.map { offset + $0 }
    }

    /// What HTTP's `Range` header says for it, such as `bytes=100-199` or `bytes=100-`.
    public var header: String {
        "bytes=\(offset)-" + (end.map { String($0 - 1) } ?? "")
    }
}
