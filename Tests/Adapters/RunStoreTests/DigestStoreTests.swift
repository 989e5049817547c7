import Estimation
import Foundation
import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

struct DigestStoreTests {
    let files: MergeFolder
    let store: RunStore

    init() throws {
        files = try MergeFolder()
        store = try RunStore.open(files.file("runs.sqlite"))
    }

    private func digests(_ store: RunStore) throws -> [String: Data] {
        try store.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT uuid, digest FROM run_digest")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["uuid"], $0["digest"]) })
        }
    }

    /// A run that was measured and finished with all of its samples.
    private func measured(_ draft: RunDraft = Known.draft(), in store: RunStore) throws -> StoredRun {
        let run = try store.begin(draft, clock: ManualClock())
        var batch = SampleBatch()
        batch.samples = Known.samples(50)
        try store.append(batch, to: run)
        var trace = Known.trace()
        trace.samples = batch.samples
        try store.finish(run, trace: trace, summary: Known.summary(of: run))
        return run
    }

    @Test func `A finished run has its digest`() throws {
        let run = try measured(in: store)
        let expected = RunDigest(try store.trace(of: run))
        #expect(expected.frameDelay.count == 50)
        #expect(try digests(store) == [run.manifest.uuid: Data(expected.bytes)])
        #expect(try store.digest(of: run) == expected)
    }

    @Test func `What is stored is what is told`() throws {
        let run = try measured(in: store)
        var other = RunDigest()
        other.marksLeftOut = 7
        try store.write { try store.insert(other, of: run.manifest.uuid, into: $0) }
        #expect(try store.digest(of: run) == other)
    }

    @Test func `A run whose samples were not at hand at its end gets it from the stored ones`() throws {
        let run = try store.addRun(Known.draft(), samples: Known.samples(50))
        #expect(try digests(store).isEmpty)
        #expect(try store.digest(of: run).frameDelay.count == 50)
    }

    @Test func `A run that goes on has the digest of what is stored so far`() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var batch = SampleBatch()
        batch.samples = Known.samples(10)
        var facts = Trace()
        facts.join = Known.start
        facts.clockMethod = .sameHost
        batch.facts = TraceFacts(facts)
        try store.append(batch, to: run)
        #expect(try store.digest(of: run).frameDelay.count == 10)
        #expect(try digests(store).isEmpty)
    }

    @Test func `A run that was added whole has its digest`() throws {
        var trace = Known.trace()
        trace.samples = Known.samples(30)
        let draft = Known.draft()
        let part = Summary.RunPart(manifest: draft.manifest(attempt: 1), startedAt: "", endReason: .duration)
        let run = try store.add(draft, trace: trace, summary: Summary(run: part), clock: ManualClock())
        #expect(try digests(store).count == 1)
        #expect(try store.digest(of: run).frameDelay.count == 30)
    }

    @Test(arguments: [[], [RunDigest.version + 1, 0], [RunDigest.version, 9]] as [[UInt8]])
    func `What is of another version or no digest is computed anew`(bytes: [UInt8]) throws {
        let run = try measured(in: store)
        let expected = try store.digest(of: run)
        try store.write { try $0.execute(sql: "UPDATE run_digest SET digest = ?", arguments: [Data(bytes)]) }
        #expect(try store.digest(of: run) == expected)
        #expect(try RunStore.open(store.path, mode: .readOnly).digest(of: run) == expected)
    }

    @Test func `Missing digests are stored, and those of other versions replaced`() throws {
        let whole = try measured(in: store)
        let old = try measured(Known.draft(seed: 2), in: store)
        let bare = try store.addRun(Known.draft(seed: 3), samples: Known.samples(20))
        _ = try store.begin(Known.draft(seed: 4), clock: ManualClock())
        let sql = "UPDATE run_digest SET digest = x'00' WHERE uuid = ?"
        try store.write { try $0.execute(sql: sql, arguments: [old.manifest.uuid]) }
        var told: [[Int]] = []
        #expect(try store.completeDigests { told.append([$0, $1]) } == 2)
        #expect(told == [[0, 2], [1, 2]])
        #expect(try store.completeDigests() == 0)
        let stored = try digests(store)
        #expect(Set(stored.keys) == Set([whole, old, bare].map(\.manifest.uuid)))
        #expect(stored[old.manifest.uuid] == stored[whole.manifest.uuid])
    }

    @Test func `Merging brings digests and figures along, also into another order`() throws {
        let run = try measured(in: store)
        let bare = try store.addRun(Known.draft("bare", seed: 2), samples: Known.samples(3))
        let into = try RunStore.open(files.file("into.sqlite"))
        try into.merge(from: store.path)
        #expect(try digests(into) == digests(store))
        #expect(try into.runs().map(\.figures) == store.runs().map(\.figures))
        #expect(try into.runs().allSatisfy { $0.figures != nil })
        #expect(try into.digest(of: run) == store.digest(of: run))
        #expect(try into.digest(of: bare) == store.digest(of: bare))
    }

    @Test(arguments: [
        "DELETE FROM run_digest", "UPDATE run_digest SET digest = x'00'", "DELETE FROM run_figures",
        "UPDATE run_figures SET received = 1",
    ])
    func `What follows from a run makes it no other run`(sql: String) throws {
        let run = try measured(in: store)
        let into = try RunStore.open(files.file("into.sqlite"))
        try into.merge(from: store.path)
        try store.write { try $0.execute(sql: sql) }
        #expect(try into.merge(from: store.path).skipped == [run.manifest.uuid])
    }

    @Test func `A run that is in no file is told`() throws {
        let run = try measured(in: store)
        let other = try RunStore.open(files.file("other.sqlite"))
        #expect(throws: RunStoreError.noSuchRun(name: "test1@1", path: other.path)) { try other.digest(of: run) }
    }
}
