import Comparing
import HTTPTypes
import LabModel
import LabTesting
import Reporting
import RunStore
import Testing

@testable import LabServer

@Suite("List of runs in memory")
struct RunIndexTests {
    let clock: ManualClock
    let lab: LabFixture

    init() throws {
        clock = ManualClock()
        lab = try LabFixture(clock: clock)
    }

    @Test("a list is looked at anew after a tenth of a second, not before")
    func freshness() async throws {
        #expect(try await lab.dashboard.index.current().runs.isEmpty)
        try lab.add("a", seed: 1)
        clock.advance(by: .milliseconds(99))
        #expect(try await lab.dashboard.index.current().runs.isEmpty)
        clock.advance(by: .milliseconds(1))
        #expect(try await lab.dashboard.index.current().runs.map(\.id) == ["a"])
    }

    @Test("its version changes with the list alone")
    func version() async throws {
        try lab.add("a", sweep: "night", seed: 1)
        let first = try await lab.dashboard.index.current()
        clock.advance(by: .seconds(5))
        #expect(try await lab.dashboard.index.current().version == first.version)
        try lab.add("b", at: .seconds(1), seed: 2)
        clock.advance(by: .seconds(5))
        let second = try await lab.dashboard.index.current()
        #expect(second.version == first.version + 1)
        #expect(second.runs.map(\.id) == ["b", "a"])
        #expect(second.sweeps == [second.runs[1].uuid: "night"])
        #expect(second.providers == ["direct"] && second.sweepNames == ["night"])
    }

    @Test("a running run whose process went away is told as such, without any change of the list")
    func gone() async throws {
        _ = try lab.store.begin(LabFixture.draft("now", seed: 1), clock: clock)
        #expect(try await lab.dashboard.index.current().runs.map(\.state) == [.running])
        let sqlite = ["sqlite3", lab.store.path, "UPDATE run SET owner = 'gone'"]
        #expect(try await BuiltExecutable.onPath(sqlite).exitCode == 0)
        clock.advance(by: .seconds(1))
        #expect(try await lab.dashboard.index.current().runs.map(\.state) == [.interrupted])
    }

    @Test("a page compares the newest runs alone, and says how many it leaves out; a file tells of all")
    func newest() async throws {
        for index in 0..<3 {
            try lab.add("r\(index)", at: .seconds(Double(index)), seed: UInt64(index))
        }
        let choice = try RunChoice(ParameterReader("provider=direct"))
        let (input, left) = try await lab.dashboard.report(of: choice, newest: 2)
        #expect(input.runs.map(\.summary.run.id) == ["r1", "r2"])
        #expect(left == 1)
        let all = try await lab.dashboard.report(of: choice)
        #expect(all.input.runs.count == 3 && all.left == 0)
        var page = DashboardData.ComparePage()
        (page.report, page.left) = (input, left)
        #expect(
            try CompareView(page).about
                == "2 runs of one set. They are the newest of those chosen; 1 older are left out here, "
                + "not in the report as a file."
        )
    }

    @Test("what cannot be compared is told in the page, and a file of it is an error")
    func problems() async throws {
        try lab.add("a", seed: 1)
        let headers: HTTPFields = [.accept: "text/html"]
        for query in ["run=nobody", "provider=nobody", "run=a%01"] {
            let page = try await lab.dashboard.comparePage(ParameterReader(query), Visitor())
            #expect(page.problem != nil && page.report == nil, "\(query)")
            #expect(try await lab.ask("/compare?\(query)", headers: headers).status == 200)
            #expect(try await [400, 404].contains(lab.ask("/report?\(query)").status), "\(query)")
        }
        #expect(try await lab.ask("/report").what == "'' is not a set of runs")
        #expect(try await lab.ask("/report?run=a&format=csv").status == 200)
    }

    @Test("a store that cannot be read is no matter of what was asked for")
    func broken() async throws {
        try lab.add("a", seed: 1)
        _ = try await lab.dashboard.index.current()
        let sqlite = ["sqlite3", lab.store.path, "ALTER TABLE run RENAME TO gone"]
        #expect(try await BuiltExecutable.onPath(sqlite).exitCode == 0)
        let error = await #expect(throws: RunStoreError.self) {
            try await lab.dashboard.comparePage(ParameterReader("run=a"), Visitor())
        }
        #expect(error?.status == .internalServerError)
    }

    @Test("pages are made of it")
    func pages() async throws {
        try lab.add("a", provider: "cloud", seed: 1)
        _ = try lab.store.begin(LabFixture.draft("now", at: LabFixture.start + .seconds(9), seed: 2), clock: clock)
        var query = RunQuery()
        query.perPage = 1
        let page = try await lab.dashboard.runsPage(query, Visitor())
        #expect(page.runs.map(\.id) == ["now"])
        #expect(page.total == 2 && page.stored == 2 && page.pages == 2)
        #expect(page.frame.running == 1 && page.frame.database == "lab.sqlite" && page.frame.version == "9.9")
        #expect(page.providers == ["cloud", "direct"])
        let run = try await lab.dashboard.runPage("a", Visitor())
        #expect(run.attempts.map(\.attempt) == [1])
        #expect(run.report.runs.map(\.summary.run.id) == ["a"])
        await #expect(throws: RunStoreError.self) { try await lab.dashboard.runPage("nobody", Visitor()) }
    }
}
