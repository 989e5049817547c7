import Foundation
import Glibc

/// A new folder on this machine's own disk for one attempt at a line, removed with the attempt.
///
/// SQLite's write-ahead log is not for shared file systems, so that a run is measured here and copied when it is whole.
/// What killed attempts left on this machine is removed by the next one: a lock tells that nobody works there.
final class AttemptFolder: Sendable {
    /// Where it is.
    let path: String
    private let lock: FileLock

    /// The store that the attempt writes.
    var storeFile: String { path + "/lab.sqlite" }

    private init(path: String, lock: FileLock) {
        self.path = path
        self.lock = lock
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Makes a folder, and removes those of dead attempts.
    ///
    /// - Parameter temporary: the machine's folder for temporary files, such as `/tmp`.
    /// - Returns: the folder.
    /// - Throws: what keeps it from being made.
    static func make(in temporary: String) throws(SweepingError) -> AttemptFolder {
        let base = "\(temporary)/glasslab-sweep-\(getuid())"
        try WholeFile.makeFolder(base)
        // Between a folder and its lock somebody else could take it for a dead one's.
        guard let gate = try FileLock.take(base + "/gate.lock", .alone, waits: true) else {
            throw .busy(path: base)
        }
        return try withExtendedLifetime(gate) { () throws(SweepingError) in
            removeDead(in: base)
            let path = "\(base)/attempt-\(UUID().uuidString.lowercased())"
            try WholeFile.makeFolder(path)
            guard let lock = try FileLock.take(path + "/lock", .alone) else { throw .busy(path: path) }
            return AttemptFolder(path: path, lock: lock)
        }
    }

    private static func removeDead(in base: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        for name in names where name.hasPrefix("attempt-") {
            let path = "\(base)/\(name)"
            if FileLock.state(of: path + "/lock") == .free {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
    }
}
