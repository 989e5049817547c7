import GRDB
import LabModel
import LabTesting
import Machine
import Testing

@testable import RunStore

/// The control's samples beside those under test, and samples that are replaced.
struct SampleStreamTests {
    let folder: TemporaryFolder
    let store: RunStore
    let run: StoredRun

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
        run = try store.begin(Known.draft(), clock: ManualClock())
    }

    private func add(_ samples: [Sample], _ stream: SampleStream) throws {
        var batch = SampleBatch()
        batch.samples = samples
        try store.append(batch, to: run, stream: stream)
    }

    @Test func `Streams keep their own order however their commits interleave`() throws {
        let test = Known.samples(3_300)
        let control = (0..<2_200).map { Known.sample(UInt32(10_000 + $0), offset: nil) }
        for step in 0..<11 {
            try add(Array(test[step * 300..<(step + 1) * 300]), .test)
            try add(Array(control[step * 200..<(step + 1) * 200]), .control)
        }
        #expect(try store.samples(of: run) == test)
        #expect(try store.samples(of: run, stream: .control) == control)
        try store.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        let trace = try store.trace(of: run)
        #expect(trace.samples == test && trace.control == control)
    }

    @Test func `Two writers at once store both streams whole`() throws {
        let clock = SystemClock()
        let writers = SampleStream.allCases.map { SampleWriter(store: store, run: run, clock: clock, stream: $0) }
        let (test, control) = (Known.samples(5_000), Array(Known.samples(7_000).reversed()))
        for index in 0..<7_000 {
            if index < test.count {
                writers[0].add(test[index])
            }
            writers[1].add(control[index])
        }
        for writer in writers {
            try writer.finish()
        }
        #expect(try store.samples(of: run) == test)
        #expect(try store.samples(of: run, stream: .control) == control)
    }

    @Test func `The first lab's tables show the stream under test alone`() throws {
        try add(Known.samples(2), .test)
        try add([Known.sample(70)], .control)
        try add([Known.sample(2)], .test)
        let rows = try SQLiteShell.rows(store.path, "SELECT frame_number, frame_number_received FROM stream_data")
        #expect(rows == ["0|0", "1|1", "2|2"])
    }

    @Test func `A run without a control has no control samples`() throws {
        try add(Known.samples(2), .test)
        #expect(try store.samples(of: run, stream: .control).isEmpty)
        #expect(try store.trace(of: run).control.isEmpty)
    }

    @Test(arguments: SampleStream.allCases)
    func `Replaced samples take the place of their stream's alone`(stream: SampleStream) throws {
        let other: SampleStream = stream == .test ? .control : .test
        for part in 0..<5 {
            try add(Array(Known.samples(2_500)[part * 500..<(part + 1) * 500]), stream)
            try add(Array(Known.samples(5)[part...part]), other)
        }
        let corrected = (0..<2_500).map { Known.sample(UInt32($0), offset: .microseconds(Int64($0) - 1_000)) }
        try store.replaceSamples(of: run, stream: stream, with: corrected)
        #expect(try store.samples(of: run, stream: stream) == corrected)
        #expect(try store.samples(of: run, stream: other) == Known.samples(5))
        try add([Known.sample(9)], stream)
        #expect(try store.samples(of: run, stream: stream) == corrected + [Known.sample(9)])
    }

    @Test func `Chunks in which nothing differs are not written again`() throws {
        try add(Known.samples(3_000), .test)
        var samples = Known.samples(3_000)
        samples[1_500].clockErrorBound = nil
        let changed =
            "CREATE TEMP TABLE changed (sequence); CREATE TEMP TRIGGER watch AFTER UPDATE ON sample_chunk "
            + "BEGIN INSERT INTO changed VALUES (OLD.sequence); END"
        try store.write { try $0.execute(sql: changed) }
        try store.replaceSamples(of: run, with: samples)
        let sequences = try store.read { try Int.fetchAll($0, sql: "SELECT sequence FROM changed") }
        #expect(sequences == [1])
        #expect(try store.samples(of: run) == samples)
    }

    @Test(arguments: [0, 1_999, 2_001])
    func `Another number of samples replaces nothing`(count: Int) throws {
        try add(Known.samples(2_000), .test)
        let wrong = (0..<UInt32(count)).map { Known.sample($0, offset: nil) }
        #expect(throws: RunStoreError.sampleCount(name: "test1@1", stored: 2_000, given: count)) {
            try store.replaceSamples(of: run, with: wrong)
        }
        #expect(try store.samples(of: run) == Known.samples(2_000))
    }

    @Test func `A replacement that fails midway replaces nothing`() throws {
        try add(Known.samples(3_000), .test)
        let failing =
            "CREATE TRIGGER fails BEFORE UPDATE ON sample_chunk WHEN OLD.sequence = 2 "
            + "BEGIN SELECT RAISE(ABORT, 'planted'); END"
        try store.write { try $0.execute(sql: failing) }
        let other = (0..<UInt32(3_000)).map { Known.sample($0, offset: nil) }
        #expect(throws: RunStoreError.failed(path: store.path, reason: "planted")) {
            try store.replaceSamples(of: run, with: other)
        }
        #expect(try store.samples(of: run) == Known.samples(3_000))
    }

    @Test func `Samples of an ended run are not replaced`() throws {
        try add(Known.samples(2), .test)
        try store.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        #expect(throws: RunStoreError.runEnded(name: "test1@1")) {
            try store.replaceSamples(of: run, with: Known.samples(2))
        }
        #expect(throws: RunStoreError.runEnded(name: "test1@1")) { try add(Known.samples(1), .control) }
    }

    @Test func `Replacing nothing by nothing is harmless, and an unknown run is named`() throws {
        try store.replaceSamples(of: run, stream: .control, with: [])
        let elsewhere = try RunStore.open(folder.file("other.sqlite"))
        #expect(throws: RunStoreError.noSuchRun(name: "test1@1", path: elsewhere.path)) {
            try elsewhere.replaceSamples(of: run, with: [])
        }
    }
}
