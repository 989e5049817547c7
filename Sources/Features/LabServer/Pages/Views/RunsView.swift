import LabModel
import RunStore

/// The list of runs as it is shown.
struct RunsView: PageView {
    static let template = PageTemplate.runs

    var frame: FrameView
    var counted: String
    var stored: String
    /// Whether the store holds nothing at all.
    var isEmpty: Bool
    /// Whether it holds runs, and none fits.
    var isUnmatched: Bool
    var isFiltered: Bool
    var search: String
    var sort: String
    var providers: [Choice]
    var states: [Choice]
    var sweeps: [Choice]
    var hasSweeps: Bool
    var order: String
    var columns: [RunsColumn]
    var rows: [RunRow]
    var hasRows: Bool
    var hasPages: Bool
    var page: Int
    var pages: Int
    /// The page before; nil on the first.
    var previous: String?
    /// The page after; nil on the last.
    var next: String?

    init(_ page: DashboardData.RunsPage) {
        let query = page.query
        frame = FrameView(page.frame, title: "Runs", at: .runs)
        isEmpty = page.stored == 0
        isUnmatched = page.stored > 0 && page.runs.isEmpty
        isFiltered = query.isNarrowing
        stored = Self.runs(page.stored)
        counted = Self.counted(page)
        search = ShownText.name(query.search, limit: 200)
        sort = query.order.text
        let chosen = query.providers
        providers = page.providers.map { Choice($0, isChosen: chosen.contains($0)) }
        states = RunState.allCases.map { Choice($0.rawValue, isChosen: $0 == query.state) }
        sweeps = page.sweeps.map { Choice($0, isChosen: $0 == query.sweep) }
        hasSweeps = !page.sweeps.isEmpty
        columns = RunsColumn.all(for: query)
        order = RunsColumn.order(of: query)
        rows = page.runs.map(RunRow.init)
        hasRows = !page.runs.isEmpty
        self.page = query.page
        pages = page.pages
        hasPages = page.pages > 1
        previous = query.page > 1 ? query.address(page: min(query.page - 1, page.pages)) : nil
        next = query.page < page.pages ? query.address(page: query.page + 1) : nil
    }

    private static func runs(_ count: Int) -> String {
        "\(ShownText.count(count)) \(count == 1 ? "run" : "runs")"
    }

    private static func counted(_ page: DashboardData.RunsPage) -> String {
        guard page.stored > 0 else { return "The store is empty." }
        guard !page.runs.isEmpty else { return "None of \(runs(page.stored)) shown." }
        let first = (page.query.page - 1) * page.query.perPage + 1
        let last = first + page.runs.count - 1
        let all =
            page.query.isNarrowing
            ? "\(runs(page.total)) that fit, of \(ShownText.count(page.stored))" : runs(page.total)
        return page.pages > 1 ? "\(ShownText.count(first)) to \(ShownText.count(last)) of \(all)." : "\(all)."
    }
}

/// One entry of a list to choose from.
struct Choice: Sendable {
    /// What the form sends: whole, not cut.
    var value: String
    var label: String
    var isChosen: Bool

    init(_ value: String, label: String? = nil, isChosen: Bool) {
        self.value = value
        self.label = label ?? ShownText.name(value, limit: 60)
        self.isChosen = isChosen
    }
}
