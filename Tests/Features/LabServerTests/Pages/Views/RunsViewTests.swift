import LabModel
import Testing

@testable import LabServer
@testable import RunStore

@Suite("The list of runs")
struct RunsViewTests {
    private func page(_ count: Int, total: Int? = nil, query: RunQuery = RunQuery()) -> DashboardData.RunsPage {
        var page = DashboardData.RunsPage()
        page.query = query
        page.runs = (0..<count).map { Known.listing("run-\($0)") }
        page.total = total ?? count
        page.stored = max(page.total, 60)
        return page
    }

    @Test("counts what is there, what fits and what is shown")
    func counted() {
        #expect(RunsView(DashboardData.RunsPage()).counted == "The store is empty.")
        #expect(RunsView(page(40, total: 40)).counted == "40 runs.")
        var query = RunQuery()
        query.perPage = 50
        query.page = 2
        #expect(RunsView(page(10, total: 1_060, query: query)).counted == "51 to 60 of 1\u{202F}060 runs.")
        query.page = 1
        query.search = "x"
        #expect(RunsView(page(1, query: query)).counted == "1 run that fit, of 60.")
        #expect(RunsView(page(0, query: query)).counted == "None of 60 runs shown.")
        #expect(RunsView(page(0, query: query)).isUnmatched)
    }

    @Test("leads to the pages before and after")
    func pages() {
        var query = RunQuery()
        query.search = "x"
        query.perPage = 20
        query.page = 2
        let view = RunsView(page(20, total: 60, query: query))
        #expect(view.previous == "/?search=x&per_page=20")
        #expect(view.next == "/?search=x&per_page=20&page=3")
        query.page = 3
        #expect(RunsView(page(20, total: 60, query: query)).next == nil)
        query.page = 99
        #expect(RunsView(page(0, total: 60, query: query)).previous == "/?search=x&per_page=20&page=3")
        #expect(!RunsView(page(3)).hasPages)
    }

    @Test("sorts the other way at the second click, by the worst at the first")
    func columns() throws {
        let columns = RunsColumn.all(for: RunQuery())
        #expect(columns.count(where: { $0.direction != nil }) == 1)
        let started = try #require(columns.first { $0.label.hasPrefix("Started") })
        #expect(started.direction == "descending")
        #expect(started.address == "/?sort=started")
        #expect(started.hint == "Sort by start, least first")
        #expect(columns.first { $0.label == "Dropped" }?.address == "/?sort=-dropped")
        #expect(columns.first { $0.label == "Run" }?.address == "/?sort=id")
        let clock = try #require(columns.first { $0.label == "Clock ±" })
        #expect(clock.address == nil)
        #expect(RunsColumn.order(of: RunQuery()) == "sorted by start, greatest first")
    }

    @Test("has a column for every number of a row, in the same order")
    func headsMatchCells() throws {
        let html = try PageTemplates.render(RunsView(page(1)))
        let heads = RunsColumn.all(for: RunQuery()).map { $0.label.replacing(" (UTC)", with: "") }
        let cells = html.matches(of: /data-label="([^"]+)"/).map { String($0.1) }
        #expect(cells == heads)
    }

    @Test("tells how a run stands")
    func states() {
        #expect(RunRow.word(.complete, .duration) == "complete")
        #expect(RunRow.word(.partial, .stalled) == "stalled")
        #expect(RunRow.word(.partial, .noMark) == "no mark read")
        #expect(RunRow.word(.partial, .interrupted) == "ended early")
        #expect(RunRow.word(.interrupted, nil) == "interrupted")
        #expect(RunRow.word(.running, nil) == "running")
    }

    @Test("shows dashes where a run has no summary")
    func unfinished() {
        var listing = Known.listing("open")
        listing.figures = nil
        listing.state = .running
        let row = RunRow(listing)
        #expect(
            [row.signalP95, row.frameP50, row.operating, row.clockBound, row.dropped, row.length].allSatisfy {
                $0 == "–"
            }
        )
        #expect(row.warnings == nil)
        #expect(row.started == "2026-11-18 11:06")
    }
}
