import Foundation
import GRDB

extension RunStoreError {
    /// Says in the lab's words what SQLite, GRDB or JSON said.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as RunStoreError: self = error
        case let error as DatabaseError: self.init(database: error, path: path)
        case let error as EncodingError: self = .notStorable(reason: Self.text(of: error))
        case is DecodingError: self = .damaged(path: path, reason: "stored JSON cannot be read")
        default: self = .failed(path: path, reason: "\(error)")
        }
    }

    private init(database error: DatabaseError, path: String) {
        let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
        case .SQLITE_CANTOPEN: self = .unopened(path: path, reason: reason)
        default: self = .failed(path: path, reason: reason)
        }
    }

    /// Finds out what SQLite's "unable to open database file" does not say.
    private static func unopened(path: String, reason: String) -> RunStoreError {
        let files = FileManager.default
        let folder = URL(filePath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            return .noFolder(path: folder)
        }
        return files.isWritableFile(atPath: folder) ? .cannotOpen(path: path, reason: reason) : .readOnly(path: path)
    }

    private static func text(of error: EncodingError) -> String {
        guard case .invalidValue(let value, let context) = error else { return "\(error)" }
        return "\(context.codingPath.map(\.stringValue).joined(separator: ".")) = \(value)"
    }
}
