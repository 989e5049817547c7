/// What a client asks of a playlist beside its address: the delivery directives of section 6.2.5.
public struct ReloadQuery: Hashable, Sendable {
    /// `_HLS_msn`: answer when this segment is whole, or its part is there; nil to answer at once.
    public var sequence: Int?
    /// `_HLS_part`: answer when this part of that segment is there.
    public var part: Int?
    /// `_HLS_skip`: leave old segments out.
    public var skips = false
    /// What makes no sense about the query; nil where all does. ``LiveWindow/judge(_:)`` answers it with 400.
    public var problem: String?

    /// Asks for nothing.
    public init() {}

    /// Reads the directives out of the query of an address; other parameters are left aside.
    /// - Parameter text: what stands behind the question mark, still escaped; nil or empty for no query.
    public init(query text: String?) {
    }
}
