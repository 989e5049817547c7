import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

struct RunStoreTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
    }

    @Test func `Analysis numbers count from 0 and attempts from 1 within an id`() throws {
        let clock = ManualClock()
        let first = try store.begin(Known.draft("a", seed: 1), clock: clock)
        let second = try store.begin(Known.draft("a", seed: 2), clock: clock)
        let other = try store.begin(Known.draft("b", seed: 3), clock: clock)
        #expect([first, second, other].map(\.analysisNumber) == [0, 1, 2])
        #expect([first, second, other].map(\.manifest.attempt) == [1, 2, 1])
        #expect(second.name == "a@2")
        #expect(first.manifest == Known.draft("a", seed: 1).manifest(attempt: 1))
    }

    @Test func `A finished run gives back all that was stored`() throws {
        let samples = Known.samples(2_345)
        let run = try store.addRun(Known.draft(), samples: samples)
        let trace = try store.trace(of: run)
        let known = Known.trace()
        #expect(trace.samples == samples)
        #expect(trace.join == known.join && trace.end == known.end && trace.drained == known.drained)
        #expect(trace.endReason == .duration)
        #expect(trace.nominalPeriod == known.nominalPeriod)
        #expect(trace.exchanges == known.exchanges)
        #expect(trace.clockMethod == .sameHost && trace.arrivalMethod == .readLog)
        #expect(trace.stalls == known.stalls && trace.reconnects == known.reconnects)
        #expect(trace.startup == known.startup && trace.streamer == known.streamer)
        #expect(trace.receiver == known.receiver && trace.media == known.media)
        #expect(trace.events == known.events && trace.segments == known.segments)
        #expect(trace.playerStart == known.playerStart && trace.avOffsets == known.avOffsets)
        #expect(try store.summary(of: run) == Known.summary(of: run))
    }

    @Test func `What was stored survives closing and opening`() throws {
        let path = folder.file("again.sqlite")
        let run = try RunStore.open(path).addRun(Known.draft(), samples: Known.samples(10))
        let again = try RunStore.open(path, mode: .readOnly)
        let found = try again.run(named: "test1")
        #expect(found.manifest == run.manifest)
        #expect(found.state == .complete)
        #expect(try again.samples(of: found) == Known.samples(10))
    }

    @Test func `A run that was never finished gives what was committed`() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var batch = SampleBatch()
        batch.samples = Known.samples(3)
        batch.exchanges = [Known.exchange]
        batch.events = [Known.event]
        var facts = Known.trace()
        facts.drained = nil
        batch.facts = TraceFacts(facts)
        try store.append(batch, to: run)
        let trace = try store.trace(of: store.run(named: "test1"))
        #expect(trace.samples == Known.samples(3))
        #expect(trace.exchanges == [Known.exchange])
        #expect(trace.events == [Known.event])
        #expect(trace.join == Known.start)
        #expect(trace.endReason == .interrupted)
        #expect(try store.summary(of: run) == nil)
    }

    @Test func `A run that was measured to its end and killed while it joined again is whole`() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var batch = SampleBatch()
        batch.facts = TraceFacts(Known.trace())
        try store.append(batch, to: run)
        #expect(try store.trace(of: run).endReason == .duration)
    }

    @Test func `An ended run never changes`() throws {
        let run = try store.addRun(Known.draft(), samples: Known.samples(3))
        var batch = SampleBatch()
        batch.samples = Known.samples(1)
        var facts = SampleBatch()
        facts.facts = TraceFacts(Known.trace())
        #expect(throws: RunStoreError.runEnded(name: "test1@1")) { try store.append(batch, to: run) }
        #expect(throws: RunStoreError.runEnded(name: "test1@1")) { try store.append(facts, to: run) }
        #expect(throws: RunStoreError.runEnded(name: "test1@1")) {
            try store.finish(run, trace: Trace(), summary: Known.summary(of: run))
        }
        #expect(try store.samples(of: run).count == 3)
    }

    @Test func `A summary that JSON cannot hold leaves the run as it was`() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var summary = Known.summary(of: run)
        summary.jitterMs = .nan
        #expect(throws: RunStoreError.self) { try store.finish(run, trace: Known.trace(), summary: summary) }
        #expect(try store.run(named: "test1").state == .running)
        try store.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        #expect(try store.run(named: "test1").state == .complete)
    }

    @Test func `One identity is stored once`() throws {
        try store.addRun(Known.draft())
        let error = RunStoreError.runExists(uuid: Known.draft().uuid, path: store.path)
        #expect(throws: error) { try store.begin(Known.draft(), clock: ManualClock()) }
    }

    @Test(arguments: ["", "a@b", "a\nb", String(repeating: "x", count: 201)])
    func `An id that cannot name a run is refused`(id: String) {
        #expect(throws: RunStoreError.wrongID(id)) { try store.begin(Known.draft(id), clock: ManualClock()) }
    }

    @Test func `An identity that is none is refused`() {
        var draft = Known.draft()
        draft.uuid = draft.uuid.uppercased()
        #expect(throws: RunStoreError.wrongUUID(draft.uuid)) { try store.begin(draft, clock: ManualClock()) }
    }

    @Test func `Chunks are handed out in order and hold at most 1,000 samples`() throws {
        let run = try store.addRun(Known.draft(), samples: Known.samples(2_100))
        var sizes: [Int] = []
        try store.forEachChunk(of: run) { sizes.append($0.count) }
        #expect(sizes == [1_000, 1_000, 100])
    }

    @Test func `A chunk that was tampered with is reported, not read`() throws {
        let run = try store.addRun(Known.draft(), samples: Known.samples(2))
        try store.write { database in
            try database.execute(sql: "DROP TRIGGER ended_run_keeps_its_samples")
            try database.execute(sql: "UPDATE sample_chunk SET records = CAST(x'FF' || substr(records, 2) AS BLOB)")
        }
        let error = RunStoreError.damaged(path: store.path, reason: "sample record 0 of a chunk cannot be read")
        #expect(throws: error) { try store.trace(of: run) }
    }

    @Test func `An event at no instant is refused`() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var batch = SampleBatch()
        batch.events = [RunEvent(tS: .infinity, code: "epoch", text: "")]
        #expect(throws: RunStoreError.notStorable(reason: "event epoch at inf s")) {
            try store.append(batch, to: run)
        }
    }
}
