import Foundation
import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

struct SchemaTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
    }

    /// `Schemas/N.sql` is version N as it was released; `RECORD_SCHEMA=N` writes it anew while that is not yet done.
    @Test(arguments: ["1", "2", "3", "4", "5"])
    func `A version stays as it was released`(version: String) throws {
        let queue = try DatabaseQueue(path: folder.file("\(version).sqlite"))
        try Schema.migrator.migrate(queue, upTo: version)
        let schema = try queue.read { database in
            try String.fetchAll(database, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        }
        let text = schema.filter { !$0.contains("grdb_migrations") }.joined(separator: ";\n") + ";\n"
        let schemas = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Schemas")
        let released = schemas.appending(path: "\(version).sql")
        if ProcessInfo.processInfo.environment["RECORD_SCHEMA"] == version {
            try Data(text.utf8).write(to: released)
        }
        #expect(try text == String(contentsOf: released, encoding: .utf8))
    }

    @Test func `The newest version is recorded`() {
        #expect(Schema.migrator.migrations.last == "5")
    }

    @Test(arguments: [
        "UPDATE run SET id = 'a@b'",
        "UPDATE run SET attempt = 0",
        "UPDATE run SET analysis_number = -1",
        "UPDATE run SET analysis_number = 7",
        "UPDATE run SET state = 'lost'",
        "UPDATE run SET state = 'ended'",
        "UPDATE run SET manifest = '{'",
        "UPDATE run SET provider = NULL",
        "UPDATE run SET started_at = 'yesterday'",
        "UPDATE run SET end_reason = 'duration'",
        "UPDATE run SET summary = '{}'",
        "INSERT INTO sample_chunk VALUES ('none', 0, 0, 1, zeroblob(66), 0)",
        "INSERT INTO sample_chunk SELECT uuid, 0, 0, 1, zeroblob(65), 0 FROM run",
        "INSERT INTO sample_chunk SELECT uuid, 0, 0, 1001, zeroblob(66066), 0 FROM run",
        "INSERT INTO sample_chunk SELECT uuid, 0, 0, 0, zeroblob(0), 0 FROM run",
        "INSERT INTO sample_chunk SELECT uuid, 0, 0, 1, zeroblob(66), 2 FROM run",
        "INSERT INTO sample_chunk SELECT uuid, 0, 0, 1, zeroblob(66), NULL FROM run",
        "INSERT INTO run_event VALUES ('none', 0, 1.0, 'code', 'text')",
        "INSERT INTO clock_exchange SELECT uuid, 0, 1, 2, 3, 'x', NULL FROM run",
        "UPDATE segment SET segment = -1",
        "UPDATE segment SET part = -1",
        "UPDATE segment SET size = -1",
        "UPDATE segment SET duration = -1",
        "UPDATE segment SET requested = NULL",
        "UPDATE segment SET is_hinted = 2",
        "UPDATE segment SET variant = ''",
        "UPDATE segment SET run = 'none'",
        "UPDATE frame_quality SET stream_id = -1",
        "UPDATE frame_quality SET number = 4294967296",
        "UPDATE frame_quality SET pairing = 'guessed'",
        "UPDATE frame_quality SET shown = -1",
        "UPDATE frame_quality SET vmaf = 9e999",
        "UPDATE frame_quality SET masked_mse_y = -9e999",
        "UPDATE frame_quality SET psnr_y_db = 'much'",
        "UPDATE frame_quality SET is_masked = NULL",
        "UPDATE frame_quality SET run = 'none'",
        "DELETE FROM run WHERE EXISTS (SELECT 1 FROM run_event)",
        "INSERT INTO run_digest VALUES ('none', x'01')",
        "INSERT INTO run_digest SELECT uuid, NULL FROM run",
        "INSERT INTO run_figures (uuid, warnings) VALUES ('none', 0)",
        "INSERT INTO run_figures (uuid, warnings) SELECT uuid, -1 FROM run",
    ])
    func `The schema refuses what no run is`(sql: String) throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var batch = SampleBatch()
        batch.events = [Known.event]
        batch.segments = [Known.segment(1)]
        batch.quality = [Known.scored(1)]
        try store.append(batch, to: run)
        #expect(throws: RunStoreError.self) { try store.write { try $0.execute(sql: sql) } }
        #expect(try store.run(named: "test1") == run)
    }

    @Test(arguments: [
        "UPDATE run SET summary = '{}'", "UPDATE run SET manifest = '{}'", "UPDATE run SET state = 'running'",
        "INSERT INTO sample_chunk SELECT uuid, 5, 0, 1, zeroblob(66), 0 FROM run",
        "INSERT INTO sample_chunk SELECT uuid, 5, 0, 1, zeroblob(66), 1 FROM run",
        "INSERT INTO segment SELECT uuid, 9, 1, NULL, 0, NULL, NULL, 0, NULL, NULL, NULL, 0, NULL FROM run",
        "UPDATE segment SET size = 1",
        "INSERT INTO frame_quality (run, sequence, stream_id, number, pairing, is_masked) "
            + "SELECT uuid, 9, 1, 1, 'matched', 0 FROM run",
        "UPDATE frame_quality SET vmaf = 1",
        "UPDATE sample_chunk SET records = zeroblob(66)", "UPDATE sample_chunk SET stream = 1",
    ])
    func `The schema keeps an ended run as it is`(sql: String) throws {
        try store.addRun(Known.draft(), samples: Known.samples(1))
        let ended = RunStoreError.failed(path: store.path, reason: "the run has ended")
        #expect(throws: ended) { try store.write { try $0.execute(sql: sql) } }
    }
}
