import Foundation
import GRDB

/// A file that is merged, and the way to read it that leaves no trace beside it.
///
/// - One with a log and shared memory is open somewhere, or belonged to a process that was killed: it is read by its
///   shared memory, with locks.
/// - One with a log alone, or a rollback journal, is what somebody copied, or saved from a dead machine: it is copied
///   with them to a temporary folder, where SQLite may recover it.
/// - Any other one is closed: it is read as if on a read-only disk, where SQLite takes no lock and makes no file.
struct MergeSource {
    /// What SQL calls the attached file.
    static let schema = "source"

    /// The file.
    let path: String
    private let states: [FileState?]
    private let isShared: Bool
    private let uri: String
    private let copy: TemporaryCopy?

    /// Looks at a file.
    /// - Throws: ``RunStoreError/folder(path:)``, ``RunStoreError/missing(path:)``, or what keeps it from being copied.
    init(_ path: String) throws(RunStoreError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missing(path: path)
        }
        guard !isFolder.boolValue else { throw .folder(path: path) }
        self.path = path
        states = Self.look(at: path)
        let (log, memory, journal) = (states[1], states[2], states[3])
        // Whoever has it open has made its log, be it empty.
        isShared = log != nil && memory != nil
        if isShared {
            copy = nil
            uri = Self.uri(path, "mode=ro")
        } else if log?.isEmpty == false || journal?.isEmpty == false {
            let copy = try TemporaryCopy(of: path)
            self.copy = copy
            uri = Self.uri(copy.path, "mode=rw")
        } else {
            copy = nil
            uri = Self.uri(path, "mode=ro&immutable=1")
        }
    }

    /// Whether nobody wrote the file since it was looked at, or its readers are kept apart from its writers by locks.
    var isSteady: Bool {
        isShared || Self.look(at: path) == states
    }

    /// Does something while the file is attached to a connection as ``schema``.
    func attached<Result>(to database: Database, _ body: () throws -> Result) throws -> Result {
        do {
            try database.execute(sql: "ATTACH ? AS \(Self.schema)", arguments: [uri])
        } catch {
            throw RunStoreError(error, path: path)
        }
        let result = Swift.Result { try body() }
        let end = Swift.Result { try database.execute(sql: "DETACH \(Self.schema)") }
        let value = try result.get()
        try end.get()
        return value
    }

    /// Does something with both files; finds out which one is meant where SQLite only says that bytes are damaged.
    func blamed(in database: Database, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            let check = Swift.Result { try String.fetchOne(database, sql: "PRAGMA \(Self.schema).quick_check(1)") }
            guard case .success("ok") = check else { throw RunStoreError(error, path: path) }
            throw error
        }
    }

    /// Refuses other programs' files and those of other versions.
    func requirePresentVersion(_ database: Database) throws {
        do {
            let application = try Int.fetchOne(database, sql: "PRAGMA \(Self.schema).application_id") ?? 0
            let isStore = try Int.fetchOne(database, sql: Self.countOfStepsTables) == 1
            guard application == Schema.applicationID, isStore else {
                throw RunStoreError.foreignDatabase(path: path)
            }
            let sql = "SELECT identifier FROM \(Self.schema).grdb_migrations"
            let steps = Set(try String.fetchAll(database, sql: sql))
            let known = Schema.migrator.migrations
            guard steps.isSubset(of: known) else { throw RunStoreError.newerVersion(path: path) }
            guard steps.count == known.count else {
                throw RunStoreError.olderVersion(path: path, version: known.last(where: steps.contains) ?? "0")
            }
        } catch {
            throw RunStoreError(error, path: path)
        }
    }

    private static let countOfStepsTables = """
        SELECT count(*) FROM \(schema).sqlite_master WHERE type = 'table' AND name = 'grdb_migrations'
        """

    /// The file, its log, its shared memory and its rollback journal.
    private static func look(at path: String) -> [FileState?] {
        ["", "-wal", "-shm", "-journal"].map { FileState(path + $0) }
    }

    /// An address as SQLite reads it: of bytes that are no letter, digit or one of `/-._` the hexadecimal number.
    private static func uri(_ path: String, _ query: String) -> String {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._")
        let escaped = absolute.addingPercentEncoding(withAllowedCharacters: plain) ?? absolute
        return "file:\(escaped)?\(query)"
    }
}
