import LabModel
import LabTesting
import RunStore
import Testing

@testable import Receiving

/// Segments are stored as they come, so that a run whose process is killed keeps them.
@Suite struct SegmentStoringTests {
    @Test func aRunKeepsASegmentBeforeItEnds() throws {
        let folder = try TemporaryFolder()
        let clock = ManualClock()
        let store = try RunStore.open(folder.file("runs.sqlite"))
        let draft = RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-5a6b7c8d9e0f",
            id: "i",
            provider: "hls",
            url: "http://h/a.m3u8",
            startedAt: clock.now()
        )
        let run = try store.begin(draft, clock: clock)
        let writers = RunWriters(store: store, run: run, hasControl: false, clock: clock)
        let settings = ReceiveSettings(url: "http://h/a.m3u8", id: "i")
        let session = ReceiveSession(settings: settings, join: clock.now(), writers: writers, clock: clock)
        let fact = SegmentFact(sequence: 4, part: 2, requested: clock.now(), isHinted: true)
        session.fetched(fact)
        #expect(writers.finish() == nil)
        #expect(session.recorder.trace.segments == [fact])
        // The run was never finished: this is what its writer committed.
        #expect(try store.run(named: "i").endReason == nil)
        #expect(try store.segments(of: run) == [fact])
    }
}
