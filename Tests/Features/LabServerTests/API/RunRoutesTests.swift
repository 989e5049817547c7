import Foundation
import HTTPTypes
import LabModel
import LabTesting
import RunStore
import Testing

@testable import LabServer

@Suite("API of runs")
struct RunRoutesTests {
    private func names(_ answer: LabFixture.Answer) -> [String] {
        (answer.json["runs"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    }

    private func planted() throws -> LabFixture {
        let lab = try LabFixture()
        try lab.add("slow", provider: "cloud", delayMs: 90, at: .seconds(10), sweep: "night", seed: 1)
        try lab.add("fast", delayMs: 10, at: .seconds(20), seed: 2)
        try lab.add("fast", delayMs: 30, at: .seconds(30), sweep: "night", seed: 3)
        try lab.add("dead", provider: "cloud", at: .seconds(40), endReason: .stalled, seed: 4)
        return lab
    }

    @Test("an empty store is an empty list")
    func empty() async throws {
        let answer = try await LabFixture().ask("/api/runs")
        #expect(answer.status == 200)
        let told = #"{"page":1,"pages":1,"per_page":50,"runs":[],"total":0}"#
        #expect(answer.text == told)
        #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
    }

    @Test(
        "runs are searched, narrowed and sorted",
        arguments: [
            ("", ["dead@1", "fast@2", "fast@1", "slow@1"]),
            ("?sort=started", ["slow@1", "fast@1", "fast@2", "dead@1"]),
            ("?sort=frame_delay", ["fast@1", "dead@1", "fast@2", "slow@1"]),
            ("?sort=-frame_delay", ["slow@1", "fast@2", "dead@1", "fast@1"]),
            ("?search=FAST", ["fast@2", "fast@1"]),
            ("?search=fast%40%32", ["fast@2"]),
            ("?search=cloud+complete", ["slow@1"]),
            ("?search=nothing", []),
            ("?provider=cloud", ["dead@1", "slow@1"]),
            ("?provider=cloud&provider=direct&state=complete", ["fast@2", "fast@1", "slow@1"]),
            ("?sweep=night", ["fast@2", "slow@1"]),
            ("?sweep=none", []),
            ("?per_page=3", ["dead@1", "fast@2", "fast@1"]),
            ("?per_page=3&page=2", ["slow@1"]),
            ("?per_page=500&page=1000000", []),
        ]
    )
    func list(query: String, expected: [String]) async throws {
        let answer = try await planted().ask("/api/runs" + query)
        #expect(answer.status == 200)
        #expect(names(answer) == expected)
    }

    @Test("the count is of all pages")
    func total() async throws {
        let answer = try await planted().ask("/api/runs?per_page=3&page=2")
        #expect(answer.json["total"] as? Int == 4)
        #expect(answer.json["pages"] as? Int == 2)
    }

    @Test("a run's numbers are those of its summary")
    func numbers() async throws {
        let lab = try planted()
        let run = try #require((try await lab.ask("/api/runs?search=slow").json["runs"] as? [[String: Any]])?.first)
        let summary = try #require(try lab.store.summary(of: lab.store.run(named: "slow")))
        #expect(run["frame_delay_p50_ms"] as? Double == summary.frameDelayMs?.p50)
        #expect(run["frame_delay_p95_ms"] as? Double == summary.frameDelayMs?.p95)
        #expect(run["dropped"] as? Int == summary.frames.dropped)
        #expect(run["sweep"] as? String == "night")
        #expect(run["state"] as? String == "complete")
    }

    @Test(
        "a wrong parameter says what it should be",
        arguments: [
            ("sort=size", "'size' is not one of started, id, provider"), ("sort=--id", "'--id' is not one of"),
            ("page=0", "'0' is not a whole number from 1 to 1000000"), ("per_page=501", "'501' is not a whole number"),
            ("page=1e3", "'1e3' is not a whole number"), ("state=gone", "'gone' is not one of running, complete"),
            ("search=%00", "is not a text of at most 200 characters"),
            ("page=99999999999999999999", "'99999999999999999999' is not a whole number"),
        ]
    )
    func wrong(query: String, what: String) async throws {
        let answer = try await LabFixture().ask("/api/runs?" + query)
        #expect(answer.status == 400)
        #expect(answer.what?.contains(what) == true)
    }

    @Test("a new run shows in the list, although answers are kept")
    func fresh() async throws {
        let clock = ManualClock()
        let lab = try LabFixture(clock: clock)
        #expect(names(try await lab.ask("/api/runs")) == [])
        try lab.add("new", seed: 9)
        clock.advance(by: .milliseconds(200))
        #expect(names(try await lab.ask("/api/runs")) == ["new@1"])
        #expect(names(try await lab.ask("/api/runs")) == ["new@1"])
    }

    @Test("one run comes with its settings and its summary")
    func detail() async throws {
        let lab = try planted()
        for name in ["slow", "slow@1", "slow%401"] {
            let answer = try await lab.ask("/api/runs/\(name)")
            #expect(answer.status == 200)
            #expect((answer.json["run"] as? [String: Any])?["name"] as? String == "slow@1")
            #expect((answer.json["settings"] as? [String: Any])?["sweep"] as? String == "night")
            let summary = answer.json["summary"] as? [String: Any]
            #expect((summary?["frames"] as? [String: Any])?["received"] as? Int == 100)
        }
    }

    @Test("a run that goes on has no summary yet")
    func running() async throws {
        let lab = try LabFixture()
        _ = try lab.store.begin(LabFixture.draft("now", seed: 5), clock: ManualClock())
        let answer = try await lab.ask("/api/runs/now")
        #expect((answer.json["run"] as? [String: Any])?["state"] as? String == "running")
        #expect(answer.json["summary"] is NSNull)
    }

    @Test("nobody's name is 404", arguments: ["nobody", "slow@7", "%3Cscript%3E", "..%2F..%2Fetc%2Fpasswd", "a%0Ab"])
    func missing(name: String) async throws {
        let answer = try await planted().ask("/api/runs/\(name)")
        #expect(answer.status == 404)
        #expect(answer.what?.hasPrefix("no run is named '") == true)
    }

    @Test("a wrong method is told from a wrong address")
    func method() async throws {
        let lab = try LabFixture()
        let answer = try await lab.change("/api/runs", .post)
        #expect(answer.status == 405)
        #expect(answer.headers[.allow] == "GET, HEAD")
        #expect(answer.what == "this address takes no POST")
        #expect(try await lab.ask("/api/nothing").status == 404)
    }

    @Test("hostile names come back as they were, as JSON")
    func hostile() async throws {
        let lab = try LabFixture()
        let name = "<script>alert('1')</script>\"\\ \u{202E}txt"
        try lab.add(name, provider: name, seed: 6)
        let answer = try await lab.ask("/api/runs")
        #expect(names(answer) == [name + "@1"])
        #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
    }
}
