import Foundation
import Glibc
import LabModel
import RunStore

/// Whether runs can be stored and read.
enum StorageChecks {
    /// The database, the disk and the shell.
    static func all(database path: String) -> [DoctorCheck] {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let free = try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? NSNumber
        return [database(path, folder: folder), disk(free: free?.int64Value, folder: folder), shell(SQLShell.find())]
    }

    /// Looks without writing: an existing file is opened for reading alone.
    static func database(_ path: String, folder: String) -> DoctorCheck {
        let name = "database"
        guard FileManager.default.fileExists(atPath: path) else {
            return access(folder, W_OK) == 0
                ? .ok(name, "\(path) will be made with the first run")
                : .problem(
                    name,
                    "\(folder) cannot be written",
                    remedy: "Make it writable, or name another file with --db."
                )
        }
        do {
            let count = try RunStore.open(path, mode: .readOnly).runs().count
            guard access(path, W_OK) == 0, access(folder, W_OK) == 0 else {
                let error = RunStoreError.readOnly(path: path)
                return .problem(name, error.what + ": " + path, remedy: error.remedy ?? "")
            }
            return .ok(name, "\(path) holds \(count) run\(count == 1 ? "" : "s")")
        } catch {
            return .problem(name, "\(error.what): \(path)", remedy: error.remedy ?? "")
        }
    }

    static func disk(free: Int64?, folder: String) -> DoctorCheck {
        guard let free else {
            return .warning("disk", "free space not known", remedy: "See that \(folder) has some gigabytes left.")
        }
        let text = "\(Double(free / 100_000_000) / 10) GB free"
        return free >= 1_000_000_000
            ? .ok("disk", text)
            : .warning("disk", text, remedy: "Free some space: an hour at 60 fps takes 15 MB, recordings far more.")
    }

    static func shell(_ path: String?) -> DoctorCheck {
        guard let path else {
            return .warning("sqlite3 shell", "not installed", remedy: GlasslabError.noSQLShell.remedy ?? "")
        }
        return .ok("sqlite3 shell", path)
    }
}
