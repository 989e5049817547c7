import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

@Suite("What goes on in a store")
struct RunProgressTests {
    let folder: TemporaryFolder
    let store: RunStore
    let reader: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
        reader = try RunStore.open(store.path, mode: .readOnly)
    }

    private func add(_ samples: [Sample], to run: StoredRun, stream: SampleStream = .test) throws {
        var batch = SampleBatch()
        batch.samples = samples
        try store.append(batch, to: run, stream: stream)
    }

    @Test("a commit of another connection changes the count, looking does not")
    func changeCount() throws {
        let before = try reader.changeCount()
        #expect(try reader.changeCount() == before)
        let run = try store.begin(Known.draft(), clock: ManualClock())
        let after = try reader.changeCount()
        #expect(after != before)
        try add(Known.samples(3), to: run)
        #expect(try reader.changeCount() != after)
    }

    @Test("each look gives what came since")
    func samples() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        let first = try #require(try reader.progress(after: [:]).first)
        #expect(first.uuid == run.manifest.uuid && first.id == "test1" && first.attempt == 1)
        #expect(first.startedAt == Known.start && first.provider == "direct")
        #expect(first.sequence == -1 && first.samples.isEmpty && first.event == nil)
        let all = Known.samples(30)
        try add(Array(all[..<10]), to: run)
        try add(Array(all[10..<30]), to: run)
        // The control stream's samples stand between them, and are none of them.
        try add(Known.samples(5), to: run, stream: .control)
        let second = try #require(try reader.progress(after: [run.manifest.uuid: first.sequence]).first)
        #expect(second.samples == all)
        let third = try #require(try reader.progress(after: [run.manifest.uuid: second.sequence]).first)
        #expect(third.samples.isEmpty && third.sequence == second.sequence)
        #expect(try reader.progress(after: ["other": 5]).first?.samples == all)
    }

    @Test("a run that is far behind is caught up with in pieces")
    func pieces() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        let all = Known.samples(50)
        for start in stride(from: 0, to: 50, by: 10) {
            try add(Array(all[start..<start + 10]), to: run)
        }
        var (seen, read) = ([String: Int](), [Sample]())
        for _ in 0..<3 {
            let progress = try #require(try reader.progress(after: seen, chunks: 2).first)
            seen[progress.uuid] = progress.sequence
            read += progress.samples
        }
        #expect(read == all)
    }

    @Test("ended runs and those of gone processes do not go on")
    func ended() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        try add(Known.samples(2), to: run)
        try store.write { try $0.execute(sql: "UPDATE run SET owner = 'boot 1 2 3'") }
        #expect(try reader.progress(after: [:]).isEmpty)
        try store.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        #expect(try reader.progress(after: [:]).isEmpty)
    }

    @Test("the newest event is told")
    func event() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var batch = SampleBatch()
        batch.events = [RunEvent(tS: 1, code: "a", text: "first"), Known.event]
        try store.append(batch, to: run)
        #expect(try reader.progress(after: [:]).first?.event == Known.event)
    }

    @Test("a list's state changes where a run begins or ends, and not with samples")
    func listState() throws {
        #expect(try reader.listState() == RunListState())
        let run = try store.begin(Known.draft(), clock: ManualClock())
        let begun = try reader.listState()
        #expect(begun == RunListState(runs: 1, ended: 0, newest: 1))
        try add(Known.samples(2), to: run)
        #expect(try reader.listState() == begun)
        try store.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        #expect(try reader.listState() == RunListState(runs: 1, ended: 1, newest: 1))
    }

    @Test("sweeps are told of runs that are of one")
    func sweeps() throws {
        var draft = Known.draft()
        draft.settings["sweep"] = .text("night \"1\"")
        _ = try store.begin(draft, clock: ManualClock())
        _ = try store.begin(Known.draft("other", seed: 2), clock: ManualClock())
        var number = Known.draft("number", seed: 3)
        number.settings["sweep"] = .integer(7)
        _ = try store.begin(number, clock: ManualClock())
        #expect(try reader.sweepsOfRuns() == [draft.uuid: "night \"1\""])
    }
}
