import Foundation
import LabModel
import LabTesting
import Testing

@testable import RunStore

/// What makes two runs of one identity the same run.
struct MergeContentTests {
    let files: MergeFolder
    let path: String
    let into: RunStore
    private let run = MergeFolder.uuid(1)

    init() throws {
        files = try MergeFolder()
        path = try files.store("a.sqlite", [MergeFolder.draft("x", seed: 1)])
        do {
            let store = try RunStore.open(path)
            try store.add(Known.calibration())
        }
        into = try RunStore.open(files.file("into.sqlite"))
        try into.merge(from: path)
    }

    static let changes: [(part: String, sql: String)] = [
        ("settings", "UPDATE run SET id = 'y'"), ("settings", "UPDATE run SET provider = 'y'"),
        ("settings", "UPDATE run SET started_at = started_at + 1"),
        ("settings", "UPDATE run SET manifest = json_set(manifest, '$.settings.fps', 30)"),
        ("end", "UPDATE run SET end_reason = 'stalled'"),
        ("end", "UPDATE run SET state = 'running', end_reason = NULL, summary = NULL, owner = 'gone'"),
        ("trace", "UPDATE run SET trace = json_set(trace, '$.clockMethod', 'none')"),
        ("summary", "UPDATE run SET summary = json_set(summary, '$.frames.received', 251)"),
        ("samples", "UPDATE sample_chunk SET records = CAST(substr(records, 1, 131) || x'07' AS BLOB)"),
        ("samples", "UPDATE sample_chunk SET stream = 1"), ("samples", "DELETE FROM sample_chunk"),
        ("samples", "INSERT INTO sample_chunk SELECT run, 7, first_sample, count, records, stream FROM sample_chunk"),
        ("clock exchanges", "UPDATE clock_exchange SET t3 = t3 + 1"),
        ("clock exchanges", "UPDATE clock_exchange SET answer = NULL"),
        ("events", "UPDATE run_event SET text = 'other'"), ("events", "UPDATE run_event SET sequence = 5"),
        ("segments", "UPDATE segment SET is_hinted = 0 WHERE sequence = 1"),
        ("segments", "DELETE FROM segment WHERE sequence = 1"),
        ("scores", "UPDATE frame_quality SET vmaf = vmaf + 1e-9 WHERE sequence = 2"),
        ("scores", "UPDATE frame_quality SET psnr_v_db = 1 WHERE sequence = 0"),
    ]

    @Test(arguments: changes)
    func `A run of other contents is refused by its part, and nothing merged`(part: String, sql: String) throws {
        let other = try files.altered(path, as: "b.sqlite", sql)
        try RunStore.open(other).addRun(MergeFolder.draft("new", seed: 2), samples: Known.samples(3))
        let before = try StoreContents.runs(into)
        let id = sql.contains("id = 'y'") ? "y" : "x"
        let name = "the run \(id)@1 (\(run))"
        #expect(throws: RunStoreError.otherContent(name: name, part: part, path: other, into: into.path)) {
            try into.merge(from: other)
        }
        #expect(try StoreContents.runs(into) == before)
        #expect(try into.runs().count == 1)
    }

    @Test(arguments: [
        "UPDATE run SET attempt = 7", "UPDATE run SET analysis_number = 7", "UPDATE run SET begun_at = 7",
        "UPDATE run SET owner = 'somebody'", "UPDATE run SET summary = json_set(summary, '$.run.attempt', 7)",
    ])
    func `What a file gives a run does not count`(sql: String) throws {
        let other = try files.altered(path, as: "b.sqlite", sql)
        let before = try into.runs()
        #expect(try into.merge(from: other).skipped == [run])
        #expect(try into.runs() == before)
    }

    @Test func `A calibration of other figures is refused`() throws {
        let other = try files.altered(path, as: "b.sqlite", "UPDATE calibration SET p50_ms = 9")
        let name = "the calibration \(Known.calibration().id)"
        #expect(throws: RunStoreError.otherContent(name: name, part: "figures", path: other, into: into.path)) {
            try into.merge(from: other)
        }
    }

    @Test func `Of two copies of a run that died only the same one is skipped`() throws {
        let died = files.file("died.sqlite")
        do {
            let store = try RunStore.open(died)
            let begun = try store.begin(MergeFolder.draft("d", seed: 3), clock: ManualClock())
            var batch = SampleBatch()
            batch.samples = Known.samples(5)
            try store.append(batch, to: begun)
        }
        let dead = try files.altered(died, as: "dead.sqlite", "UPDATE run SET owner = 'gone'")
        let report = try into.merge(from: dead)
        #expect(report.added == [MergeFolder.uuid(3)] && report.leftOut.isEmpty)
        let merged = try into.run(named: "d")
        #expect(merged.state == .interrupted)
        #expect(try into.samples(of: merged) == Known.samples(5))
        #expect(try into.merge(from: dead).skipped == [MergeFolder.uuid(3)])
        let shorter = try files.altered(dead, as: "shorter.sqlite", "DELETE FROM sample_chunk")
        let name = "the run d@1 (\(MergeFolder.uuid(3)))"
        #expect(throws: RunStoreError.otherContent(name: name, part: "samples", path: shorter, into: into.path)) {
            try into.merge(from: shorter)
        }
    }
}
