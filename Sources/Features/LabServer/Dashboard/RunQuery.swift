import LabModel
import RunStore

/// Which runs a list shows, in which order, and which page of them.
struct RunQuery: Hashable, Sendable {
    /// Words that a run's id, provider, state or uuid hold, each of them, in any case; empty for all.
    var search = ""
    /// Only runs of these providers; empty for all.
    var providers: [String] = []
    /// Only runs of this sweep; nil for all.
    var sweep: String?
    /// Only runs in this state; nil for all.
    var state: RunState?
    /// How they are sorted; runs that do not say come last.
    var order = RunOrder.newest
    /// Which page, from 1.
    var page = 1
    /// Runs on a page, 1 to 500.
    var perPage = 50

    init() {}

    /// Reads `search`, `provider` (repeatable), `sweep`, `state`, `sort` (with `-` before it for the greatest first),
    /// `page` and `per_page`.
    /// - Throws: ``LabServerError/badParameter(_:value:expected:)``.
    init(_ reader: ParameterReader) throws(LabServerError) {
        search = try reader.text("search", upTo: 200) ?? ""
        providers = try reader.texts("provider", upTo: 200, count: 50)
        sweep = try reader.text("sweep", upTo: 200)
        state = try reader.choice("state", RunState.self)
        page = try reader.integer("page", in: 1...1_000_000) ?? 1
        perPage = try reader.integer("per_page", in: 1...500) ?? 50
        guard let text = try reader.text("sort", upTo: 40) else { return }
        guard let order = RunOrder(text) else {
            let words = RunOrder.Key.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badParameter(
                "sort",
                value: text,
                expected: "one of \(words), with - before it for the greatest first"
            )
        }
        self.order = order
    }
}
