import Foundation
import GRDB
public import LabModel

/// Every run in one SQLite file.
///
/// Several processes may write it at once; whatever was committed is never lost.
public final class RunStore: Sendable {
    /// What the file is opened for.
    public enum Mode: Sendable {
        /// To read and write; the file is made where there is none.
        case readWrite
        /// To read alone; the file must exist.
        case readOnly
    }

    /// The file.
    public let path: String
    /// What opening it did to a file of an older version; nil where nothing was to be done.
    public let migration: StoreMigration?
    let queue: DatabaseQueue

    private init(path: String, queue: DatabaseQueue, migration: StoreMigration? = nil) {
        self.path = path
        self.queue = queue
        self.migration = migration
    }

    /// Opens a file, makes it where there is none, and brings its tables up to date.
    ///
    /// Of a file of an older version that is to be written a copy is kept, which ``migration`` names.
    ///
    /// - Parameters:
    ///   - path: the file; `-wal` and `-shm` files stand beside it while it is open.
    ///   - mode: whether it will be written.
    ///   - busyTimeout: how long to wait for other processes' locks, each time, from 0 to 1 hour.
    /// - Returns: the open store; it closes when nobody holds it any more.
    /// - Throws: an error that says what the file is instead, or why it cannot be opened.
    public static func open(
        _ path: String,
        mode: Mode = .readWrite,
        busyTimeout: Latency = .seconds(5)
    ) throws(RunStoreError) -> RunStore {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard !isFolder.boolValue else {
            throw .folder(path: path)
        }
        guard exists || mode == .readWrite else {
            throw .missing(path: path)
        }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(mode, busyTimeout))
            let store = RunStore(path: path, queue: queue)
            try store.refuseOthers()
            guard mode == .readWrite else { return store }
            try store.useWriteAheadLog()
            guard let migration = try StoreMigration.perform(store) else { return store }
            return RunStore(path: path, queue: queue, migration: migration)
        } catch {
            throw RunStoreError(error, path: path)
        }
    }

    private static func configuration(_ mode: Mode, _ busyTimeout: Latency) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = mode == .readOnly
        configuration.busyMode = .timeout(min(max(0, busyTimeout.seconds), 3_600))
        configuration.prepareDatabase { database in
            if mode == .readWrite {
                // A checkpoint syncs the disk: every 16 MiB instead of 4, so that imports are not bound by it.
                try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096")
            }
        }
        return configuration
    }

    /// Throws for the files of other programs and of newer versions, before anything is written to them.
    private func refuseOthers() throws {
        try queue.read { database in
            let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let objects = try Int.fetchOne(database, sql: Self.countOfTables) ?? 0
            let isNew = application == 0 && objects == 0 && !configurationIsReadOnly
            guard isNew || application == Schema.applicationID else {
                throw RunStoreError.foreignDatabase(path: path)
            }
            if try Schema.migrator.hasBeenSuperseded(database) {
                throw RunStoreError.newerVersion(path: path)
            }
        }
    }

    /// Leaves out the migrator's own table, which another process may just have made in a new file.
    private static let countOfTables = """
        SELECT count(*) FROM sqlite_master WHERE name NOT IN ('grdb_migrations', 'sqlite_autoindex_grdb_migrations_1')
        """

    /// Brings the tables up to date.
    ///
    /// Where two processes do it at once, each step succeeds in one of them and fails as a whole in the other, which
    /// then finds it done.
    func migrate() throws {
        let attempts = 10
        for attempt in 1...attempts {
            if try queue.read(Schema.migrator.hasCompletedMigrations) {
                return
            }
            do {
                try Schema.migrator.migrate(queue)
            } catch let error as DatabaseError {
                let isRace = error.resultCode == .SQLITE_ERROR || error.resultCode == .SQLITE_CONSTRAINT
                guard isRace, attempt < attempts else { throw error }
            }
        }
    }

    private var configurationIsReadOnly: Bool {
        queue.configuration.readonly
    }

    /// Changing to WAL fails at once, without waiting, where another process does the same: so it is tried again once that
    /// process has let go of the file, for which a transaction waits as long as the busy timeout says.
    private func useWriteAheadLog() throws {
        let attempts = 50
        for attempt in 1...attempts {
            do {
                let mode = try queue.writeWithoutTransaction { database in
                    try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                }
                guard mode == "wal" else {
                    throw RunStoreError.failed(path: path, reason: "no write-ahead log on this file system")
                }
                return
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && attempt < attempts {
                try queue.writeWithoutTransaction { database in
                    try database.execute(sql: "BEGIN EXCLUSIVE; ROLLBACK")
                }
            }
        }
    }

    /// Does something in one transaction that begins by taking the write lock.
    func write<Result>(_ body: (Database) throws -> Result) throws(RunStoreError) -> Result {
        do {
            return try queue.writeWithoutTransaction { database in
                var result: Result?
                try database.inTransaction(.immediate) {
                    result = try body(database)
                    return .commit
                }
                guard let result else {
                    throw RunStoreError.failed(path: path, reason: "the transaction gave no result")
                }
                return result
            }
        } catch {
            throw RunStoreError(error, path: path)
        }
    }

    /// Reads from one state of the file.
    func read<Result>(_ body: (Database) throws -> Result) throws(RunStoreError) -> Result {
        do {
            return try queue.read(body)
        } catch {
            throw RunStoreError(error, path: path)
        }
    }
}
