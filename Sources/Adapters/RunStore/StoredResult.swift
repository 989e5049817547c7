public import Estimation
import GRDB
public import LabModel

/// What a run came to, as it is stored: read quickly, and made into numbers by whichever thread has time.
public struct StoredResult: Hashable, Sendable {
    /// The run's identity.
    public var uuid: String
    /// Which attempt it is now.
    public var attempt: Int

    let summaryText: String?
    let digestBytes: [UInt8]?

    /// What its measurement says; nil where it was never finished.
    /// - Throws: ``RunStoreError/damaged(path:reason:)`` where the text is no summary.
    public func summary(in path: String) throws(RunStoreError) -> Summary? {
        guard let summaryText else { return nil }
        do {
            var summary = try SummaryJSON.decode(summaryText)
            summary.run.attempt = attempt
            return summary
        } catch {
            throw .damaged(path: path, reason: "the summary of \(uuid) cannot be read: \(error)")
        }
    }

    /// What its pictures are drawn from; nil where that is not stored, and has to be computed from its samples.
    public var digest: RunDigest? {
        digestBytes.flatMap { RunDigest(bytes: $0) }
    }
}

extension RunStore {
    /// What runs came to, from one state of the file.
    ///
    /// - Parameters:
    ///   - uuids: which runs, in any order, up to some thousand.
    ///   - withDigests: whether their digests are read as well.
    /// - Returns: those that are stored, by identity.
    /// - Throws: what keeps the file.
    public func results(of uuids: [String], withDigests: Bool) throws(RunStoreError) -> [String: StoredResult] {
        try read { database in
            let isThere = try withDigests && database.tableExists("run_digest")
            let digest = isThere ? "digest FROM run LEFT JOIN run_digest USING (uuid)" : "NULL AS digest FROM run"
            let sql = "SELECT uuid, attempt, summary, \(digest) WHERE uuid IN (SELECT value FROM json_each(?))"
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [try StoreJSON.encode(uuids)])
            var results: [String: StoredResult] = [:]
            results.reserveCapacity(uuids.count)
            while let row = try rows.next() {
                let bytes = try row.withUnsafeData(named: "digest") { $0.map { Array($0) } }
                let uuid: String = row["uuid"]
                results[uuid] = StoredResult(
                    uuid: uuid,
                    attempt: row["attempt"],
                    summaryText: row["summary"],
                    digestBytes: bytes
                )
            }
            return results
        }
    }

    /// Ids like one that is not stored, the nearest first; at most five.
    public func ids(like name: String) throws(RunStoreError) -> [String] {
        try read { try ids(like: name, $0) }
    }

    func ids(like name: String, _ database: Database) throws -> [String] {
        let known = "SELECT id FROM run GROUP BY id ORDER BY max(started_at) DESC LIMIT 10000"
        return NearNames.of(name, among: try String.fetchAll(database, sql: known))
    }

    /// All providers whose runs are stored, the one of the newest run first; at most 10,000.
    public func providers() throws(RunStoreError) -> [String] {
        try read { database in
            let sql = "SELECT provider FROM run GROUP BY provider ORDER BY max(started_at) DESC LIMIT 10000"
            return try String.fetchAll(database, sql: sql)
        }
    }
}
