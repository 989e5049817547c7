import LabModel
import LabTesting
import Testing

@testable import RunStore

/// Runs that are stored all at once.
struct WholeRunTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
    }

    private func trace(samples: Int) -> Trace {
        var trace = Known.trace(.endOfStream)
        trace.samples = Known.samples(samples)
        trace.importedQuality = Summary.ImportedQuality(unit: "psnr")
        return trace
    }

    private func add(_ id: String = "trace", seed: UInt64 = 1, trace: Trace) throws -> StoredRun {
        let draft = Known.draft(id, seed: seed)
        let clock = ManualClock(at: Known.start)
        let unnumbered = StoredRun(manifest: draft.manifest(attempt: 1), analysisNumber: 0, state: .running)
        return try store.add(draft, trace: trace, summary: Known.summary(of: unnumbered, .endOfStream), clock: clock)
    }

    @Test func `A whole run is complete and gives back all that was stored`() throws {
        var stored = trace(samples: 2_345)
        stored.control = Known.samples(1_001)
        let run = try add(trace: stored)
        #expect(run.state == .complete && run.endReason == .endOfStream)
        #expect(try store.run(named: "trace") == run)
        let trace = try store.trace(of: run)
        #expect(trace.samples == stored.samples && trace.control == stored.control)
        #expect(trace.exchanges == stored.exchanges && trace.events == stored.events)
        #expect(trace.importedQuality == stored.importedQuality)
        #expect(try store.summary(of: run) == Known.summary(of: run, .endOfStream))
    }

    @Test func `Its summary knows the attempt that the store gave`() throws {
        _ = try add(seed: 1, trace: trace(samples: 1))
        let second = try add(seed: 2, trace: trace(samples: 1))
        #expect(second.name == "trace@2")
        #expect(try store.summary(of: second)?.run.attempt == 2)
    }

    @Test func `Nothing of it is kept when its end cannot be stored`() throws {
        var broken = trace(samples: 2_345)
        broken.events.append(RunEvent(tS: .nan, code: "x", text: "x"))
        #expect(throws: RunStoreError.notStorable(reason: "event x at nan s")) {
            try add(trace: broken)
        }
        #expect(try store.runs().isEmpty)
        #expect(try SQLiteShell.rows(store.path, "SELECT count(*) FROM sample_chunk") == ["0"])
    }

    @Test func `Names and identities are checked`() throws {
        #expect(throws: RunStoreError.wrongID("a@b")) { try add("a@b", trace: trace(samples: 1)) }
        let first = try add(trace: trace(samples: 1))
        #expect(throws: RunStoreError.runExists(uuid: first.manifest.uuid, path: store.path)) {
            try add("other", trace: trace(samples: 1))
        }
        #expect(try store.runs().count == 1)
    }
}
