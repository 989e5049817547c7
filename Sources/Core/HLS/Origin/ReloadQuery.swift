/// What a client asks of a playlist beside its address: the delivery directives of section 6.2.5.
public struct ReloadQuery: Hashable, Sendable {
    /// `_HLS_msn`: answer when this segment is whole, or its part is there; nil to answer at once.
    public var sequence: Int?
    /// `_HLS_part`: answer when this part of that segment is there.
    public var part: Int?
    /// `_HLS_skip`: leave old segments out.
    public var skips = false
    /// What makes no sense about the query; nil where all does.
    ///
    /// ``LiveWindow/judge(_:)`` answers it with 400.
    public var problem: String?

    /// The most bytes of a query that are looked at.
    public static let longest = 4_096

    /// Asks for nothing.
    public init() {}

    /// Reads the directives out of the query of an address; other parameters are left aside.
    /// - Parameter text: what stands behind the question mark, still escaped; nil or empty for no query.
    public init(query text: String?) {
        guard let text, !text.isEmpty else { return }
        guard text.utf8.count <= Self.longest else {
            problem = "the query is longer than \(Self.longest) bytes"
            return
        }
        for parameter in text.split(separator: "&") {
            let halves = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            take(halves[0], value: halves.count == 2 ? halves[1] : "")
        }
    }

    private mutating func take(_ name: Substring, value: Substring) {
        switch name {
        case "_HLS_msn": sequence = number(value, of: "_HLS_msn", before: sequence)
        case "_HLS_part": part = number(value, of: "_HLS_part", before: part)
        case "_HLS_skip":
            // Of version 2 (date ranges too) there is nothing to leave out here.
            guard value == "YES" || value == "v2" else {
                problem = problem ?? "_HLS_skip is neither YES nor v2"
                return
            }
            skips = true
        default: break
        }
    }

    private mutating func number(_ value: Substring, of name: String, before: Int?) -> Int? {
        if before != nil {
            problem = problem ?? "\(name) stands twice"
        }
        let number = PlaylistTag.integer(value)
        if number == nil {
            problem = problem ?? "\(name) is not a whole number"
        }
        return number
    }
}
