public import LabModel

/// Why runs could not be stored or read.
///
/// Whatever was committed before stays in the file.
public enum RunStoreError: LabError, Equatable {
    /// Another process kept the database locked for longer than the busy timeout.
    case locked(path: String)
    /// The file or its folder may not be written.
    case readOnly(path: String)
    /// A newer version of the lab made the database.
    case newerVersion(path: String)
    /// The path names a folder.
    case folder(path: String)
    /// The file is no SQLite database.
    case notADatabase(path: String)
    /// The file is an SQLite database of another program.
    case foreignDatabase(path: String)
    /// The file does not exist, and reading alone makes none.
    case missing(path: String)
    /// The folder that should hold the file does not exist.
    case noFolder(path: String)
    /// The file could not be opened, for the reason that SQLite gives.
    case cannotOpen(path: String, reason: String)
    /// The disk, or the space that the database may take, is full.
    case diskFull(path: String)
    /// Bytes in the file are not what was written, as the reason says.
    case damaged(path: String, reason: String)
    /// SQLite failed otherwise, for the reason that it gives.
    case failed(path: String, reason: String)
    /// No run has that name; near ones may have been meant.
    case noSuchRun(name: String, path: String, near: [String] = [])
    /// The id is empty, longer than 200 characters, or holds an `@` or a control character.
    case wrongID(String)
    /// The identity is no UUID in lower case.
    case wrongUUID(String)
    /// A run of that identity is stored already.
    case runExists(uuid: String, path: String)
    /// The run has ended, and an ended run never changes.
    case runEnded(name: String)
    /// More samples waited for the disk than the writer's limit.
    case overflow(limit: Int, path: String)
    /// The run holds more samples than are read at once.
    case tooManySamples(name: String, limit: Int)
    /// Samples to be replaced are not as many as those stored.
    case sampleCount(name: String, stored: Int, given: Int)
    /// A file that is to be merged has tables of an older version.
    case olderVersion(path: String, version: String)
    /// Where a copy of a file of an older version is to be kept, a file stands already.
    case backupExists(path: String)
    /// A file is to be merged into itself.
    case mergeIntoItself(path: String)
    /// A run, or a calibration, of one identity has other contents in two files; the part says which.
    case otherContent(name: String, part: String, path: String, into: String)
    /// A file that is merged was written again and again meanwhile.
    case unsteady(path: String)
    /// Something cannot be stored, such as a number that is not finite.
    case notStorable(reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .locked: "the database is locked by another process"
        case .readOnly: "the database cannot be written: it or its folder is read-only"
        case .newerVersion: "the database was made by a newer version of Glasslab"
        case .folder: "the database cannot be opened: it is a folder"
        case .notADatabase: "the file is not a database"
        case .foreignDatabase: "the database belongs to another program"
        case .missing: "there is no such database"
        case .noFolder: "the database's folder does not exist"
        case .cannotOpen(_, let reason): "the database cannot be opened (\(reason))"
        case .diskFull: "the disk is full"
        case .damaged(_, let reason): "the database is damaged (\(reason))"
        case .failed(_, let reason): "the database failed (\(reason))"
        case .noSuchRun(let name, _, _): "no run is named '\(name)'"
        case .wrongID(let id): "the id '\(id)' cannot name a run"
        case .wrongUUID(let uuid): "'\(uuid)' is no UUID in lower case"
        case .runExists(let uuid, _): "the run \(uuid) is stored already"
        case .runEnded(let name): "the run '\(name)' has ended and cannot change"
        case .overflow(let limit, _): "more than \(limit) samples waited for the disk"
        case .tooManySamples(let name, let limit): "the run '\(name)' holds more than \(limit) samples"
        case .sampleCount(let name, let stored, let given):
            "\(given) samples cannot take the place of the \(stored) of the run '\(name)'"
        case .olderVersion(_, let version): "the database has the tables of version \(version), which cannot be merged"
        case .backupExists: "there is a copy of an older database already"
        case .mergeIntoItself: "a database cannot be merged into itself"
        case .otherContent(let name, let part, _, let into):
            "\(name) has other \(part) than the one of the same identity in \(into)"
        case .unsteady: "the database changed while it was merged"
        case .notStorable(let reason): "this cannot be stored (\(reason))"
        }
    }

    /// The database file; nil where the text says it all.
    public var place: String? {
        switch self {
        case .locked(let path), .readOnly(let path), .newerVersion(let path), .folder(let path),
            .notADatabase(let path), .foreignDatabase(let path), .missing(let path), .noFolder(let path),
            .cannotOpen(let path, _), .diskFull(let path), .damaged(let path, _), .failed(let path, _),
            .noSuchRun(_, let path, _), .runExists(_, let path), .overflow(_, let path), .olderVersion(let path, _),
            .backupExists(let path), .mergeIntoItself(let path), .otherContent(_, _, let path, _), .unsteady(let path):
            path
        case .wrongID, .wrongUUID, .runEnded, .tooManySamples, .sampleCount, .notStorable: nil
        }
    }

    /// What helps.
    public var remedy: String? {
        switch self {
        case .locked: "Close the program that holds it, or give each process its own --db file."
        case .readOnly: "Make both writable, or choose another file with --db."
        case .newerVersion: "Update Glasslab, or choose another file with --db."
        case .folder: "Give the path of a file, such as glasslab.sqlite, with --db."
        case .notADatabase, .foreignDatabase: "It was left as it is. Choose another file with --db."
        case .missing: "Measure something first, or name the right file with --db."
        case .noFolder: "Make the folder, or choose another file with --db."
        case .cannotOpen: "Check the path and its permissions, or choose another file with --db."
        case .diskFull: "Free some space and run again; what was stored before is kept."
        case .damaged: "Keep a copy and save what can be read with: sqlite3 FILE .recover"
        case .failed: "Check the disk, then run again; what was stored before is kept."
        case .noSuchRun(_, _, let near):
            [NearNames.question(near), "'glasslab runs' lists what is stored."].compactMap(\.self).joined(
                separator: " "
            )
        case .wrongID: "An id has 1 to 200 characters and no '@' or control character."
        case .wrongUUID: "An identity looks like 019378a1-0c5e-7b2a-9d3f-5a6b7c8d9e0f."
        case .runExists: "A repeated measurement needs a new identity: the same id then becomes another attempt."
        case .runEnded: "Start another attempt with the same id."
        case .overflow: "Use a faster disk for --db; the samples stored before are kept."
        case .tooManySamples: "Read it chunk by chunk."
        case .sampleCount: "Read the stored samples again and replace each of them."
        case .olderVersion(let path, _): "Bring it up to date, which keeps a copy, with: glasslab migrate \(path)"
        case .backupExists: "Move it away, then bring the database up to date again."
        case .mergeIntoItself: "Name other files to merge."
        case .otherContent:
            "Nothing of the file was merged. Find out which is right, and merge into a new file without the other."
        case .unsteady: "Wait until nobody writes it, then merge again."
        case .notStorable: nil
        }
    }

    /// Transient for a lock, usage for a name that cannot be, else failed.
    public var exitStatus: ExitStatus {
        switch self {
        case .locked, .unsteady: .transient
        case .wrongID: .usage
        default: .failed
        }
    }
}
