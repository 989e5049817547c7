public import LabModel

/// Which runs a list holds; what is nil does not narrow it.
public struct RunFilter: Hashable, Sendable {
    /// Only runs of these ids, all attempts of each.
    public var ids: [String]?
    /// Only runs of these providers.
    public var providers: [String]?
    /// Only runs that began then or later.
    public var since: WallTime?
    /// How many at most, newest first; at least 1.
    public var limit: Int

    /// Makes a filter; each argument is the property of its name.
    public init(ids: [String]? = nil, providers: [String]? = nil, since: WallTime? = nil, limit: Int = 10_000) {
        self.ids = ids
        self.providers = providers
        self.since = since
        self.limit = limit
    }

    /// The newest 10,000 runs.
    public static let all = RunFilter()
}
