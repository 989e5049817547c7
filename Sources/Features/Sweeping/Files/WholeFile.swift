import Foundation
import Glibc

/// Files that appear whole or not at all, also for the other machines of a shared file system.
///
/// Each is written under a hidden name of its own in the same folder, brought to the disk, and only then given its name.
enum WholeFile {
    /// What became of a file that must not replace another.
    enum Publication {
        /// It has the name.
        case published
        /// Another had the name first, and keeps it.
        case taken
    }

    /// How often a copy is made again that somebody removed before it had its name.
    private static let copies = 3
    private static let pieceBytes = 1 << 20

    /// Writes a file in place of an older one.
    static func replace(_ path: String, with data: Data) throws(SweepingError) {
        for attempt in 1...copies {
            let partial = partialName(for: path)
            defer { unlink(partial) }
            try write(data, to: partial, for: path)
            if rename(partial, path) == 0 { break }
            let code = errno
            // Whoever finds the line done removes all copies that are not named, this one among them.
            guard code == ENOENT, attempt < copies else { throw failure(code, path: path) }
        }
        try bringToDisk(folderOf: path)
    }

    /// Writes a file unless there is one.
    static func create(_ path: String, with data: Data) throws(SweepingError) -> Publication {
        let partial = partialName(for: path)
        defer { unlink(partial) }
        try write(data, to: partial, for: path)
        return try name(partial, as: path)
    }

    /// Puts a copy of a file in place of an older one.
    static func replace(_ path: String, withCopyOf source: String) throws(SweepingError) {
        let partial = partialName(for: path)
        defer { unlink(partial) }
        try copy(source, to: partial, for: path)
        guard rename(partial, path) == 0 else { throw failure(errno, path: path) }
        try bringToDisk(folderOf: path)
    }

    /// Puts a copy of a file where there is none yet; of several processes that do it at once, one succeeds.
    static func create(_ path: String, asCopyOf source: String) throws(SweepingError) -> Publication {
        for _ in 1..<copies {
            let partial = partialName(for: path)
            defer { unlink(partial) }
            try copy(source, to: partial, for: path)
            do throws(SweepingError) {
                return try name(partial, as: path)
            } catch {
                // Whoever was first removes all copies that are not named: then this one comes too late.
                if exists(path) { return .taken }
                guard !exists(partial) else { throw error }
            }
        }
        let partial = partialName(for: path)
        defer { unlink(partial) }
        try copy(source, to: partial, for: path)
        return try name(partial, as: path)
    }

    /// Removes what killed processes left of a file that has its name now.
    static func removeLeftovers(of path: String) {
        let (folder, name) = split(path)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for found in names where found.hasPrefix(".\(name).") && found.hasSuffix(".partial") {
            unlink("\(folder)/\(found)")
        }
    }

    /// Whether there is a file of that name.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// A file's bytes, or nil where there is none.
    static func read(_ path: String, limit: Int = 64 << 20) throws(SweepingError) -> Data? {
        guard exists(path) else { return nil }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { try? handle.close() }
        let data: Data
        do {
            data = try handle.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        guard data.count <= limit else { throw .unreadable(path: path, reason: "it is larger than \(limit >> 20) MiB") }
        return data
    }

    /// Makes a folder and those above it, where they are missing.
    static func makeFolder(_ path: String) throws(SweepingError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue { return }
            let code = mkdir(path, 0o777) == 0 ? 0 : errno
            if code != 0 { throw failure(code, path: path) }
        }
    }

    /// Gives a written file its name, which must be free.
    ///
    /// By a hard link and not by a rename that refuses to replace, which network file systems do not have.
    private static func name(_ partial: String, as path: String) throws(SweepingError) -> Publication {
        let code = link(partial, path) == 0 ? 0 : errno
        switch code {
        case 0:
            try bringToDisk(folderOf: path)
            return .published
        case EEXIST:
            // Of a request that a network file system repeats, the second one fails after the first succeeded.
            return areSame(partial, path) ? .published : .taken
        case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
            throw .noHardLinks(path: path)
        default:
            if areSame(partial, path) { return .published }
            throw failure(code, path: path)
        }
    }

    private static func areSame(_ one: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
        return first.st_ino == second.st_ino && first.st_dev == second.st_dev
    }

    private static func write(_ data: Data, to partial: String, for path: String) throws(SweepingError) {
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(errno, path: path) }
        defer { close(descriptor) }
        let code = data.withUnsafeBytes { writeAll($0, to: descriptor) }
        guard code == 0 else { throw failure(code, path: path) }
        guard fsync(descriptor) == 0 else { throw failure(errno, path: path) }
    }

    private static func copy(_ source: String, to partial: String, for path: String) throws(SweepingError) {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw .unreadable(path: source, reason: String(cString: strerror(errno))) }
        defer { close(input) }
        let output = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard output >= 0 else { throw failure(errno, path: path) }
        defer { close(output) }
        var buffer = [UInt8](repeating: 0, count: pieceBytes)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress, $0.count) }
            if count == 0 { break }
            guard count > 0 || errno == EINTR else {
                throw .unreadable(path: source, reason: String(cString: strerror(errno)))
            }
            let code = buffer.withUnsafeBytes { bytes in
                count > 0 ? writeAll(UnsafeRawBufferPointer(rebasing: bytes[..<count]), to: output) : 0
            }
            guard code == 0 else { throw failure(code, path: path) }
        }
        guard fsync(output) == 0 else { throw failure(errno, path: path) }
    }

    /// Writes everything, also when a signal interrupts.
    /// - Returns: 0, or the system's error number.
    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if count > 0 {
                done += count
            } else if count < 0, errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// Names in a folder survive a power failure only once the folder is on the disk; not every file system can.
    private static func bringToDisk(folderOf path: String) throws(SweepingError) {
        let folder = split(path).folder
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno, path: folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EBADF else { throw failure(errno, path: folder) }
    }

    private static func partialName(for path: String) -> String {
        let (folder, name) = split(path)
        return "\(folder)/.\(name).\(UUID().uuidString.lowercased()).partial"
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    private static func failure(_ code: Int32, path: String) -> SweepingError {
        switch code {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        default: .unwritable(path: path, reason: String(cString: strerror(code)))
        }
    }
}
