import Foundation
import GRDB

/// A file of an older version brought up to date, with a copy kept of what it was.
public struct StoreMigration: Hashable, Sendable {
    /// The version of its tables before, such as `3`.
    public var from: String
    /// The version of its tables now.
    public var to: String
    /// The copy of the file as it was.
    public var backup: String

    /// Brings a file up to date, and stores the digests that runs of older versions lack.
    ///
    /// Opening it to be written does the first as well; of runs without a digest it is then computed whenever it is asked
    /// for. Every sample, event and score stays as it is.
    ///
    /// - Parameters:
    ///   - path: the file; the copy becomes `PATH.version3` or as its version is.
    ///   - progress: is told how many digests of how many are done.
    /// - Returns: what was done; nil where nothing was to be done.
    /// - Throws: ``RunStoreError/backupExists(path:)``, ``RunStoreError/newerVersion(path:)``, or what keeps the file or its
    ///   copy.
    public static func migrate(
        _ path: String,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws(RunStoreError) -> StoreMigration? {
        let version = try RunStore.open(path, mode: .readOnly).read { try Schema.version($0) }
        let backup = copyName(path, version: version)
        guard version == Schema.presentVersion || !FileManager.default.fileExists(atPath: backup) else {
            throw .backupExists(path: backup)
        }
        let store = try RunStore.open(path)
        try store.completeDigests(progress: progress)
        return store.migration
    }

    /// Keeps a copy of a file of an older version and brings its tables up to date.
    ///
    /// A file without a run or calibration is one that somebody is just making: nothing is kept of it.
    /// - Returns: what was done where a copy was kept.
    static func perform(_ store: RunStore) throws -> StoreMigration? {
        guard try needsCopy(store) != nil else {
            try store.migrate()
            return nil
        }
        return try MigrationLock.hold(store.path) {
            // Another process may have been faster.
            guard let version = try needsCopy(store) else {
                try store.migrate()
                return nil
            }
            let backup = try freeName(store.path, version: version)
            try copy(store, to: backup)
            try store.migrate()
            return StoreMigration(from: version, to: Schema.presentVersion, backup: backup)
        }
    }

    /// The file's version where that is an older one and there is something to lose.
    private static func needsCopy(_ store: RunStore) throws -> String? {
        try store.queue.read { database in
            let version = try Schema.version(database)
            guard version != Schema.presentVersion, try database.tableExists("run") else { return nil }
            let tables = try ["run", "calibration"].filter { try database.tableExists($0) }
            let isEmpty = try tables.allSatisfy { try Row.fetchOne(database, sql: "SELECT 1 FROM \($0)") == nil }
            return isEmpty ? nil : version
        }
    }

    private static func copyName(_ path: String, version: String) -> String {
        "\(path).version\(version)"
    }

    /// A name of which there is no file: of a file that was put back and migrated before, a numbered one.
    private static func freeName(_ path: String, version: String) throws(RunStoreError) -> String {
        let name = copyName(path, version: version)
        let names = [name] + (2...99).map { "\(name)-\($0)" }
        guard let free = names.first(where: { !FileManager.default.fileExists(atPath: $0) }) else {
            throw .backupExists(path: name)
        }
        return free
    }

    /// Copies page by page, from one state of the file; the copy gets its name once it is whole.
    private static func copy(_ store: RunStore, to backup: String) throws(RunStoreError) {
        let files = FileManager.default
        let unfinished = "\(backup).part"
        do {
            for suffix in ["", "-journal", "-wal", "-shm"] where files.fileExists(atPath: unfinished + suffix) {
                try files.removeItem(atPath: unfinished + suffix)
            }
            let copy = try DatabaseQueue(path: unfinished)
            try store.queue.backup(to: copy)
            try copy.close()
            try files.moveItem(atPath: unfinished, toPath: backup)
        } catch {
            throw RunStoreError(error, path: backup)
        }
    }
}
