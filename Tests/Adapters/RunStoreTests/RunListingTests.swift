import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

struct RunListingTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
    }

    @Test func `A line shows state and key figures`() throws {
        let run = try store.addRun(Known.draft())
        let listing = try #require(store.runs().first)
        #expect(listing.uuid == run.manifest.uuid)
        #expect(listing.id == "test1" && listing.attempt == 1 && listing.analysisNumber == 0)
        #expect(listing.provider == "direct" && listing.startedAt == Known.start)
        #expect(listing.state == .complete && listing.endReason == .duration)
        let figures = RunListing.Figures(
            durationS: 10,
            received: 250,
            dropped: 2,
            frameDelayP50Ms: 10.5,
            frameDelayP95Ms: 12,
            signalDelayP95Ms: 12,
            operatingDelayMs: nil,
            clockErrorBoundMs: 0.05,
            warnings: 1
        )
        #expect(listing.figures == figures)
    }

    @Test func `A line says which delays are known only from below`() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var summary = Known.summary(of: run)
        summary.signalDelayMs?.lowerBound = ["p95", "p99"]
        (summary.frames.unresolved, summary.frames.expected) = (1, 999)
        try store.finish(run, trace: Known.trace(.duration), summary: summary)
        let figures = try #require(store.runs().first?.figures)
        #expect(figures.isSignalDelayLowerBound && figures.isOperatingDelayLowerBound)
        let other = try store.begin(Known.draft("other", seed: 2), clock: ManualClock())
        summary.signalDelayMs?.lowerBound = ["p99"]
        summary.frames.expected = 1_000
        try store.finish(other, trace: Known.trace(.duration), summary: summary)
        let known = try #require(store.runs().first { $0.id == "other" }?.figures)
        #expect(!known.isSignalDelayLowerBound && !known.isOperatingDelayLowerBound)
    }

    @Test(arguments: [
        (EndReason.duration, RunState.complete), (.frameLimit, .complete), (.endOfStream, .complete),
        (.interrupted, .partial), (.stalled, .partial), (.noMark, .partial), (.failed, .failed),
    ])
    func `The end reason makes the state`(reason: EndReason, state: RunState) throws {
        try store.addRun(Known.draft(), reason: reason)
        #expect(try store.runs().first?.state == state)
        #expect(try store.run(named: "test1").endReason == reason)
    }

    @Test func `A run of this process is running until it is finished`() throws {
        _ = try store.begin(Known.draft(), clock: ManualClock())
        let listing = try #require(store.runs().first)
        #expect(listing.state == .running && listing.endReason == nil && listing.figures == nil)
    }

    @Test func `A run whose process is gone is interrupted`() throws {
        _ = try store.begin(Known.draft(), clock: ManualClock())
        var owner = RunOwner.current
        owner.startTicks = "1"
        try store.write { try $0.execute(sql: "UPDATE run SET owner = ?", arguments: [owner.text]) }
        #expect(try store.runs().first?.state == .interrupted)
    }

    @Test func `The newest comes first and filters narrow`() throws {
        for (index, id) in ["a", "b", "a"].enumerated() {
            var draft = Known.draft(id, seed: UInt64(index), provider: "p\(index)")
            draft.startedAt = Known.start + .seconds(Double(index))
            try store.addRun(draft)
        }
        func numbers(_ filter: RunFilter) throws -> [Int] {
            try store.runs(matching: filter).map(\.analysisNumber)
        }
        #expect(try numbers(.all) == [2, 1, 0])
        #expect(try numbers(RunFilter(ids: ["a"])) == [2, 0])
        #expect(try numbers(RunFilter(ids: [])) == [])
        #expect(try numbers(RunFilter(providers: ["p1", "p2"])) == [2, 1])
        #expect(try numbers(RunFilter(since: Known.start + .seconds(1))) == [2, 1])
        #expect(try numbers(RunFilter(ids: ["a"], providers: ["p0"], since: Known.start)) == [0])
        #expect(try numbers(RunFilter(limit: 1)) == [2])
    }

    @Test func `A name means its latest complete attempt, else its latest`() throws {
        try store.addRun(Known.draft(seed: 1), reason: .failed)
        try store.addRun(Known.draft(seed: 2), reason: .interrupted)
        #expect(try store.run(named: "test1").name == "test1@2")
        try store.addRun(Known.draft(seed: 3), reason: .duration)
        _ = try store.begin(Known.draft(seed: 4), clock: ManualClock())
        #expect(try store.run(named: "test1").name == "test1@3")
        #expect(try store.run(named: "test1@4").state == .running)
        #expect(try store.run(named: "test1@1").state == .failed)
        #expect(try store.run(named: Known.draft(seed: 2).uuid).name == "test1@2")
    }

    @Test(arguments: ["test2", "@1", "a@b@1", "", "Test11", "tets1"])
    func `A name of no run is refused, with names like it`(name: String) throws {
        try store.addRun(Known.draft())
        let near = name.lowercased().hasPrefix("t") ? ["test1"] : []
        #expect(throws: RunStoreError.noSuchRun(name: name, path: store.path, near: near)) {
            try store.run(named: name)
        }
    }

    @Test(arguments: ["test1@3", "test1@", "test1@0", "test1@x"])
    func `An attempt that is not there is refused, with those that are`(name: String) throws {
        try store.addRun(Known.draft())
        try store.addRun(Known.draft(seed: 2))
        let near = ["test1@2", "test1@1"]
        #expect(throws: RunStoreError.noSuchRun(name: name, path: store.path, near: near)) {
            try store.run(named: name)
        }
    }
}
