import RunStore

/// The head of one column of the list of runs.
struct RunsColumn: Sendable {
    var label: String
    /// What a click does.
    var hint: String
    /// A word for stylesheets: `n` for numbers.
    var kind: String
    /// The list sorted by this column, or the other way round where it is already; nil where it cannot be.
    var address: String?
    /// How the list is sorted by it, in ARIA's words; nil where it is not.
    var direction: String?

    private typealias Row = (label: String, sort: RunOrder.Key?, isNumber: Bool, hint: String)

    private static let rows: [Row] = [
        ("Run", .id, false, "id"),
        ("Provider", .provider, false, "provider"),
        ("State", .state, false, "state"),
        ("Signal p95", .signalDelay, true, "95th percentile of the signal delay"),
        ("Frame p50", .frameDelay, true, "median frame delay"),
        ("Operating", .operatingDelay, true, "least delay at which a player hardly stalls"),
        ("Clock ±", nil, true, "How far the clocks may be off, in milliseconds"),
        ("Dropped", .dropped, true, "dropped frames"),
        ("Length", .duration, true, "length"),
        ("Started (UTC)", .started, false, "start"),
    ]

    /// All columns, each with the address that sorts by it.
    static func all(for query: RunQuery) -> [RunsColumn] {
        rows.map { row in
            let kind = row.isNumber ? "n" : ""
            guard let sort = row.sort else {
                return RunsColumn(label: row.label, hint: row.hint, kind: kind, address: nil, direction: nil)
            }
            let isSorted = sort == query.order.key
            // The newest and the worst come first where a column is chosen that was not: that is what one looks for.
            let isDescending = isSorted ? !query.order.isDescending : row.isNumber || sort == .started
            return RunsColumn(
                label: row.label,
                hint: "Sort by \(row.hint), \(isDescending ? "greatest" : "least") first",
                kind: kind,
                address: query.address(RunOrder(sort, isDescending: isDescending)),
                direction: isSorted ? (query.order.isDescending ? "descending" : "ascending") : nil
            )
        }
    }

    /// How a list is sorted, in words.
    static func order(of query: RunQuery) -> String {
        let hint = rows.first { $0.sort == query.order.key }?.hint ?? query.order.key.rawValue
        return "sorted by \(hint), \(query.order.isDescending ? "greatest" : "least") first"
    }
}
