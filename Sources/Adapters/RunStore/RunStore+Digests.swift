public import Estimation
import Foundation
import GRDB
import LabModel

extension RunStore {
    /// What pictures of a run are drawn from.
    ///
    /// Stored with the run when it ends. Of a run that has not ended, in files of older versions and of an older
    /// ``Estimation/RunDigest/version`` it is computed from the samples, which takes about a second a million.
    /// - Throws: ``RunStoreError/noSuchRun(name:path:near:)``, ``RunStoreError/tooManySamples(name:limit:)``, or what keeps the
    ///   file.
    public func digest(of run: StoredRun) throws(RunStoreError) -> RunDigest {
        if let stored = try storedDigest(of: run.manifest.uuid) {
            return stored
        }
        return RunDigest(try trace(of: run))
    }

    /// Stores the digests of ended runs that have none of the present version.
    ///
    /// - Parameter progress: is told how many of how many are done, before each.
    /// - Returns: how many were stored.
    /// - Throws: what keeps the file.
    @discardableResult
    public func completeDigests(progress: (Int, Int) -> Void = { _, _ in }) throws(RunStoreError) -> Int {
        let missing = try read { database in
            let sql = """
                SELECT uuid FROM run LEFT JOIN run_digest USING (uuid)
                WHERE state = 'ended' AND (digest IS NULL OR substr(digest, 1, 1) <> ?) ORDER BY analysis_number
                """
            return try String.fetchAll(database, sql: sql, arguments: [Data([RunDigest.version])])
        }
        for (index, uuid) in missing.enumerated() {
            progress(index, missing.count)
            let digest = RunDigest(try trace(of: run(named: uuid)))
            try write { try insert(digest, of: uuid, into: $0) }
        }
        return missing.count
    }

    /// What is stored; nil where nothing is, and where it is of another version.
    func storedDigest(of uuid: String) throws(RunStoreError) -> RunDigest? {
        let bytes = try read { database -> Data? in
            guard try database.tableExists("run_digest") else { return nil }
            let statement = try database.cachedStatement(sql: "SELECT digest FROM run_digest WHERE uuid = ?")
            return try Data.fetchOne(statement, arguments: [uuid])
        }
        return bytes.flatMap { RunDigest(bytes: Array($0)) }
    }

    /// Stores a digest in the place of an older one.
    func insert(_ digest: RunDigest, of uuid: String, into database: Database) throws {
        let sql = "INSERT OR REPLACE INTO run_digest (uuid, digest) VALUES (?, ?)"
        try database.cachedStatement(sql: sql).execute(arguments: [uuid, Data(digest.bytes)])
    }

    /// Stores what lists show of a run that has just ended.
    func insertFigures(of uuid: String, into database: Database) throws {
        let sql = "\(Schema.Version5.figures) WHERE uuid = ?"
        try database.cachedStatement(sql: sql).execute(arguments: [uuid])
    }

    /// How many samples of the stream under test are stored.
    func countOfSamples(of uuid: String, _ database: Database) throws -> Int {
        let sql = "SELECT coalesce(sum(count), 0) FROM sample_chunk WHERE run = ? AND stream = ?"
        return try Int.fetchOne(database, sql: sql, arguments: [uuid, SampleStream.test.rawValue]) ?? 0
    }
}
