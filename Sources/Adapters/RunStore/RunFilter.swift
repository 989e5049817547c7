import GRDB
public import LabModel

/// Which runs a list holds; what is nil does not narrow it.
public struct RunFilter: Hashable, Sendable {
    /// Only runs of these ids, all attempts of each.
    public var ids: [String]?
    /// Only runs whose id begins so.
    public var idPrefix: String?
    /// Only runs of these providers.
    public var providers: [String]?
    /// Only runs that began then or later.
    public var since: WallTime?
    /// Only runs of this sweep: those whose setting `sweep` is this text.
    public var sweep: String?
    /// Only runs that hold these words.
    public var search: RunSearch
    /// In which order.
    public var order: RunOrder
    /// How many at most, the first in that order; at least 1.
    public var limit: Int

    /// Makes a filter; each argument is the property of its name.
    public init(
        ids: [String]? = nil,
        idPrefix: String? = nil,
        providers: [String]? = nil,
        since: WallTime? = nil,
        sweep: String? = nil,
        search: RunSearch = RunSearch(""),
        order: RunOrder = .newest,
        limit: Int = RunFilter.limit
    ) {
        self.ids = ids
        self.idPrefix = idPrefix
        self.providers = providers
        self.since = since
        self.sweep = sweep
        self.search = search
        self.order = order
        self.limit = limit
    }

    /// The most runs that are listed where nobody says.
    public static let limit = 10_000

    /// The newest 10,000 runs.
    public static let all = RunFilter()

    /// Whether rows have to be looked at before the first of them are taken: SQL alone knows neither states nor words.
    var looksAtRows: Bool {
        !search.isEmpty || order != .newest
    }

    /// What becomes of rows that came newest first.
    func applied(to runs: [RunListing]) -> [RunListing] {
        guard looksAtRows else { return runs }
        let found = search.isEmpty ? runs : runs.filter(search.finds)
        return Array((order == .newest ? found : order.sorted(found)).prefix(max(1, limit)))
    }

    /// SQL that goes behind `FROM run`, without the limit, and its arguments.
    func narrowing() throws -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        for (column, values) in [("id", ids), ("provider", providers)] {
            guard let values else { continue }
            conditions.append("\(column) IN (SELECT value FROM json_each(?))")
            arguments += [try StoreJSON.encode(values)]
        }
        if let idPrefix {
            conditions.append("substr(id, 1, length(?)) = ?")
            arguments += [idPrefix, idPrefix]
        }
        if let since {
            conditions.append("started_at >= ?")
            arguments += [since.nanoseconds]
        }
        if let sweep {
            conditions.append("json_extract(manifest, '$.settings.sweep') = ?")
            arguments += [sweep]
        }
        return (conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "), arguments)
    }
}
