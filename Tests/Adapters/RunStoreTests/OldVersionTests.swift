import Foundation
import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

/// Files of every released version open, keep what they hold and can be written on.
struct OldVersionTests {
    @Test(arguments: ["1"])
    func `A file of that version opens and keeps its runs`(version: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("old.sqlite")
        try make(version, at: path)
        let store = try RunStore.open(path)
        let run = try store.run(named: "old@1")
        #expect(run.state == .interrupted)
        #expect(run.manifest.provider == "direct")
        #expect(try store.samples(of: run) == Known.samples(2))
        #expect(try SQLiteShell.rows(path, "SELECT frame_number FROM stream_data") == ["0", "1"])
        #expect(try store.begin(Known.draft("old", seed: 2), clock: ManualClock()).name == "old@2")
    }

    /// Makes a file from the released schema and rows as that version wrote them.
    private func make(_ version: String, at path: String) throws {
        let schemas = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Schemas")
        let schema = try String(contentsOf: schemas.appending(path: "\(version).sql"), encoding: .utf8)
        let draft = Known.draft("old", seed: 1)
        let records = Data(SampleCodec.encode(Known.samples(2)))
        try DatabaseQueue(path: path).write { database in
            try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            try database.execute(sql: schema)
            try database.execute(
                sql: """
                    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
                    INSERT INTO record_position (position) VALUES (0), (1), (2);
                    """
            )
            try database.execute(sql: "INSERT INTO grdb_migrations VALUES (?)", arguments: [version])
            try database.execute(
                sql: """
                    INSERT INTO run
                    (uuid, id, attempt, analysis_number, provider, started_at, begun_at, owner, state, manifest)
                    VALUES (?, 'old', 1, 0, 'direct', 5, 5, 'boot pid:[1] 7 99', 'running', ?)
                    """,
                arguments: [draft.uuid, try StoreJSON.encode(draft)]
            )
            try database.execute(
                sql: "INSERT INTO sample_chunk (run, sequence, first_sample, count, records) VALUES (?, 0, 0, 2, ?)",
                arguments: [draft.uuid, records]
            )
        }
    }
}
