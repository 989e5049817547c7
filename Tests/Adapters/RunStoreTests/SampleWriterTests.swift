import Foundation
import GRDB
import LabModel
import LabTesting
import Machine
import Testing

@testable import RunStore

struct SampleWriterTests {
    let folder: TemporaryFolder
    let store: RunStore
    let run: StoredRun

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"), busyTimeout: .milliseconds(20))
        run = try store.begin(Known.draft(), clock: ManualClock())
    }

    @Test func `Everything added is stored, in order`() throws {
        let writer = SampleWriter(store: store, run: run, clock: SystemClock())
        let samples = Known.samples(25_000)
        for sample in samples {
            writer.add(sample)
        }
        writer.add(exchange: Known.exchange)
        writer.add(event: Known.event)
        writer.add(segment: Known.segment(7))
        writer.add(facts: Known.trace())
        try writer.finish()
        #expect(writer.failure == nil)
        let trace = try store.trace(of: run)
        #expect(trace.samples == samples)
        #expect(trace.exchanges == [Known.exchange])
        #expect(trace.events == [Known.event])
        #expect(trace.segments == [Known.segment(7)])
        #expect(trace.nominalPeriod == .milliseconds(40))
    }

    @Test func `A lone sample is committed without anybody asking`() throws {
        let writer = SampleWriter(store: store, run: run, clock: SystemClock())
        writer.add(Known.sample(0))
        let other = try RunStore.open(store.path, mode: .readOnly)
        while try other.samples(of: run).isEmpty {
            SystemClock().blockUntil(SystemClock().monotonicNow() + .milliseconds(2))
        }
        try writer.finish()
        #expect(try other.samples(of: run) == [Known.sample(0)])
    }

    @Test func `Nothing added stores nothing, and finishing twice is harmless`() throws {
        let writer = SampleWriter(store: store, run: run, clock: ManualClock())
        try writer.finish()
        try writer.finish()
        #expect(try store.samples(of: run).isEmpty)
    }

    @Test func `What comes after the end is dropped`() throws {
        let writer = SampleWriter(store: store, run: run, clock: ManualClock())
        try writer.finish()
        writer.add(Known.sample(0))
        #expect(try store.samples(of: run).isEmpty)
    }

    @Test func `Samples wait behind another process's lock, and none is lost`() throws {
        let shell = try LockingShell(store.path)
        let writer = SampleWriter(store: store, run: run, clock: SystemClock())
        for sample in Known.samples(3_000) {
            writer.add(sample)
        }
        while try store.samples(of: run).isEmpty {
            // The lock is held for several busy timeouts before it goes.
            SystemClock().blockUntil(SystemClock().monotonicNow() + .milliseconds(70))
            #expect(writer.failure == nil)
            shell.release()
        }
        try writer.finish()
        #expect(try store.samples(of: run) == Known.samples(3_000))
    }

    @Test func `The last commit waits for longer than one busy timeout`() throws {
        let shell = try LockingShell(store.path)
        let clock = CountingClock(until: 20)
        let writer = SampleWriter(store: store, run: run, clock: clock)
        for sample in Known.samples(3_000) {
            writer.add(sample)
        }
        let end = WorkerThread(name: "end") { try? writer.finish() }
        // Each pause follows an attempt that waited for the whole busy timeout.
        clock.waitForPauses()
        shell.release()
        end.join()
        #expect(writer.failure == nil)
        #expect(try store.samples(of: run) == Known.samples(3_000))
    }

    @Test func `A lock that stays is reported at the end`() throws {
        let shell = try LockingShell(store.path)
        let writer = SampleWriter(store: store, run: run, clock: SystemClock(), patience: .milliseconds(100))
        writer.add(Known.sample(0))
        #expect(throws: RunStoreError.locked(path: store.path)) { try writer.finish() }
        shell.release()
    }

    @Test func `More than the limit waiting is a failure, and what was in line is stored`() throws {
        let shell = try LockingShell(store.path)
        let writer = SampleWriter(store: store, run: run, clock: SystemClock())
        let sample = Known.sample(0)
        while writer.failure == nil {
            writer.add(sample)
        }
        shell.release()
        #expect(throws: RunStoreError.overflow(limit: SampleWriter.queueLimit, path: store.path)) {
            try writer.finish()
        }
    }

    @Test func `A full database is a failure, and what was committed stays`() throws {
        let clock = SystemClock()
        let writer = SampleWriter(store: store, run: run, clock: clock)
        for sample in Known.samples(1_000) {
            writer.add(sample)
        }
        // All of them: what a busy machine commits in two parts would be cut off in between.
        let deadline = clock.monotonicNow() + .untilItHangs
        while try store.samples(of: run).count < 1_000, clock.monotonicNow() < deadline {
            clock.blockUntil(clock.monotonicNow() + .milliseconds(2))
        }
        try store.queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA max_page_count = 1")
        }
        for sample in Known.samples(2_000) {
            writer.add(sample)
        }
        #expect(throws: RunStoreError.diskFull(path: store.path)) { try writer.finish() }
        #expect(writer.failure == .diskFull(path: store.path))
        #expect(try RunStore.open(store.path).samples(of: run) == Known.samples(1_000))
    }

    @Test func `Samples of an ended run are refused`() throws {
        try store.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        let writer = SampleWriter(store: store, run: run, clock: ManualClock())
        writer.add(Known.sample(0))
        #expect(throws: RunStoreError.runEnded(name: "test1@1")) { try writer.finish() }
    }
}
