internal import LabModel

/// A tag of a playlist: its name, its value not yet understood, and where it stands.
struct PlaylistTag {
    /// What no count, offset or length is above: sums of a few of them still fit an `Int`.
    static let greatestInteger = 1 << 53
    /// What no length of time is above.
    static let longestTime = Latency.seconds(1e8)

    /// Without its number sign, such as `EXTINF`.
    let name: String
    /// What stands behind its colon; empty where nothing does.
    let value: Substring
    /// From 1.
    let line: Int

    /// Takes a line that begins with `#EXT` apart.
    init(_ text: String, line: Int) {
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        name = String(text[text.index(after: text.startIndex)..<colon])
        value = colon < text.endIndex ? text[text.index(after: colon)...] : ""
        self.line = line
    }

    /// Whether only a playlist of variants holds it.
    var isOfMultivariant: Bool {
        switch name {
        case "EXT-X-STREAM-INF", "EXT-X-I-FRAME-STREAM-INF", "EXT-X-MEDIA", "EXT-X-SESSION-DATA",
            "EXT-X-SESSION-KEY", "EXT-X-CONTENT-STEERING":
            true
        default:
            false
        }
    }

    /// Whether only a playlist of segments holds it.
    var isOfMedia: Bool {
        switch name {
        case "EXTINF", "EXT-X-TARGETDURATION", "EXT-X-MEDIA-SEQUENCE", "EXT-X-PART", "EXT-X-PART-INF",
            "EXT-X-ENDLIST", "EXT-X-BYTERANGE", "EXT-X-DISCONTINUITY", "EXT-X-MAP":
            true
        default:
            false
        }
    }

    /// A value that cannot be, for an error.
    func bad(_ text: some StringProtocol, needs: String, attribute: String? = nil) -> PlaylistError {
        // Addresses may stand in values, and may hold what is secret: a user, a password, a query.
        let end = text.firstIndex { $0 == "?" || $0 == "/" } ?? text.endIndex
        let safe = text[..<end].prefix(40)
        let shown = safe.endIndex < text.endIndex ? "\(safe)…" : String(safe)
        return .badValue(tag: attribute.map { "\(name) \($0)" } ?? name, value: shown, needs: needs, line: line)
    }

    /// The value as a whole number.
    func integer() throws(PlaylistError) -> Int {
        guard let number = Self.integer(value) else { throw bad(value, needs: "a whole number") }
        return number
    }

    /// The value as seconds.
    func seconds() throws(PlaylistError) -> Latency {
        guard let time = Self.seconds(value) else { throw bad(value, needs: "seconds, such as 2.002") }
        return time
    }

    /// The value as names with values.
    func attributes(limits: PlaylistLimits) throws(PlaylistError) -> AttributeList {
        try AttributeList(self, limits: limits)
    }

    /// A whole number, not negative; nil for anything else or out of range.
    static func integer(_ text: Substring) -> Int? {
        guard (1...19).contains(text.utf8.count), text.utf8.allSatisfy(\.isASCIIDigit), let number = Int(text) else {
            return nil
        }
        return number <= greatestInteger ? number : nil
    }

    /// Seconds, not negative; nil for anything else or out of range.
    static func seconds(_ text: Substring) -> Latency? {
        guard let time = Latency(decimalSeconds: text), (.zero...longestTime).contains(time) else { return nil }
        return time
    }

    /// `length`, or `length@offset`; nil for anything else.
    static func span(_ text: Substring) -> (length: Int, offset: Int?)? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, let length = parts.first.flatMap(integer) else { return nil }
        guard parts.count == 2 else { return (length, nil) }
        return integer(parts[1]).map { (length, $0) }
    }
}
