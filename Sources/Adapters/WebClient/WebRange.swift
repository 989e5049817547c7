/// Some bytes of a resource.
public struct WebRange: Hashable, Sendable {
    /// How many bytes stand before it; not negative.
    public var offset: Int
    /// How many bytes it has, from 1; nil for all from ``offset`` on.
    public var length: Int?

    /// Makes a range; each argument is the property of its name.
    public init(offset: Int, length: Int? = nil) {
        self.offset = offset
        self.length = length
    }

    /// What HTTP's `Range` header says for it.
    var header: String {
        "bytes=\(offset)-" + (length.map { String(offset + $0 - 1) } ?? "")
    }

    /// Whether a `Content-Range` header begins where the range does; a server may have fewer bytes than were asked for.
    func isAnswered(by header: String?) -> Bool {
        guard let header, header.lowercased().hasPrefix("bytes ") else { return false }
        return Int(header.dropFirst(6).prefix { $0 != "-" }) == offset
    }
}
