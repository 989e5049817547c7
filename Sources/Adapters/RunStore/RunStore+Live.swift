import Foundation
import GRDB
import LabModel

extension RunStore {
    /// How many chunks of one run are read at a time by ``progress(after:chunks:)``, unless told otherwise.
    ///
    /// A run commits about six a second: this is five minutes of one, and an hour is caught up with in a dozen looks.
    public static let liveChunks = 2_000

    /// A number that differs from an earlier one where other connections, of any process, committed in between.
    ///
    /// Says nothing of what this store itself wrote.
    public func changeCount() throws(RunStoreError) -> Int {
        try read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }

    /// Tells lists of runs apart: equal where no run began, ended or came by a merge in between.
    public func listState() throws(RunStoreError) -> RunListState {
        try read { database in
            let sql = "SELECT count(*), coalesce(sum(end_reason IS NOT NULL), 0), coalesce(max(rowid), 0) FROM run"
            guard let row = try Row.fetchOne(database, sql: sql) else { return RunListState() }
            return RunListState(runs: row[0], ended: row[1], newest: row[2])
        }
    }

    /// What came of all runs that are being measured, by any process, since an earlier look.
    ///
    /// The file is read as it stands at one moment, in the time that a few hundred chunks take at most: of a run that is
    /// far behind, the rest comes with the next looks.
    ///
    /// - Parameters:
    ///   - seen: by uuid, the last sequence that was looked at; runs that are missing are looked at from their start.
    ///   - chunks: how many chunks of each run at most, 1 or more.
    /// - Returns: the running runs in the order in which they began, each with its new samples of the stream under test.
    /// - Throws: what keeps the file.
    public func progress(
        after seen: [String: Int],
        chunks: Int = RunStore.liveChunks
    ) throws(RunStoreError) -> [RunProgress] {
        try read { database in
            let sql = """
                SELECT uuid, id, attempt, provider, started_at, owner FROM run WHERE end_reason IS NULL
                ORDER BY started_at, analysis_number LIMIT 1000
                """
            let hasStreams = try database.columns(in: "sample_chunk").contains { $0.name == "stream" }
            return try Row.fetchAll(database.cachedStatement(sql: sql)).compactMap { row in
                guard RunOwner(row["owner"])?.mayBeAlive ?? false else { return nil }
                var progress = RunProgress(
                    uuid: row["uuid"],
                    id: row["id"],
                    attempt: row["attempt"],
                    provider: row["provider"],
                    startedAt: WallTime(nanoseconds: row["started_at"]),
                    sequence: seen[row["uuid"]] ?? -1
                )
                try addSamples(to: &progress, atMost: max(1, chunks), hasStreams: hasStreams, database)
                progress.event = try newestEvent(of: progress.uuid, database)
                return progress
            }
        }
    }

    private func addSamples(
        to progress: inout RunProgress,
        atMost chunks: Int,
        hasStreams: Bool,
        _ database: Database
    ) throws {
        let narrowed = hasStreams ? "AND stream = \(SampleStream.test.rawValue)" : ""
        let statement = try database.cachedStatement(
            sql: """
                SELECT sequence, records FROM sample_chunk
                WHERE run = ? AND sequence > ? \(narrowed) ORDER BY sequence LIMIT ?
                """
        )
        let rows = try Row.fetchCursor(statement, arguments: [progress.uuid, progress.sequence, chunks])
        while let row = try rows.next() {
            let bytes: Data = row["records"]
            do {
                progress.samples += try bytes.withUnsafeBytes { try SampleCodec.decode($0) }
            } catch let error as SampleCodecError {
                throw RunStoreError.damaged(path: path, reason: error.description)
            }
            progress.sequence = row["sequence"]
        }
    }

    private func newestEvent(of uuid: String, _ database: Database) throws -> RunEvent? {
        let sql = "SELECT t_s, code, text FROM run_event WHERE run = ? ORDER BY sequence DESC LIMIT 1"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [uuid]).map { row in
            RunEvent(tS: row["t_s"], code: row["code"], text: row["text"])
        }
    }
}
