import GRDB
import LabModel

extension RunStore {
    /// Brings everything that was committed into the one file, and gives up the write-ahead log beside it.
    ///
    /// The file can then be copied, and read where several machines share a file system. Opening it to write brings the log
    /// back.
    ///
    /// - Parameter path: the file, which nobody else has open.
    /// - Throws: ``RunStoreError/missing(path:)``; ``RunStoreError/locked(path:)`` where somebody has it open;
    ///   ``RunStoreError/damaged(path:reason:)`` where the file is not what was written.
    public static func seal(_ path: String) throws(RunStoreError) {
        // Reading finds out that there is no such file; opening to write would make one.
        _ = try open(path, mode: .readOnly)
        let store = try open(path)
        do {
            try store.queue.writeWithoutTransaction { database in
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
                guard mode == "delete" else { throw RunStoreError.locked(path: path) }
                let state = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? ""
                guard state == "ok" else { throw RunStoreError.damaged(path: path, reason: state) }
            }
            try store.queue.close()
        } catch {
            throw RunStoreError(error, path: path)
        }
    }
}
