import Foundation
import Glibc
import Synchronization

/// One file of the journal, locked as long as this lives.
final class JournalEntry: Sendable {
    let path: String
    let descriptor: Int32
    private let state: Mutex<TaskRecord>
    private let ended = Mutex(false)

    /// The longest file that is read, in bytes.
    private static let limit = 65_536

    init(path: String, descriptor: Int32, record: TaskRecord) {
        self.path = path
        self.descriptor = descriptor
        state = Mutex(record)
    }

    /// Takes over a file that nobody holds.
    /// - Returns: nil where somebody holds it, it is gone, or it is no entry.
    init?(claiming path: String) {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isStill(path, descriptor),
            let record = Self.read(descriptor)
        else {
            Self.release(descriptor)
            return nil
        }
        self.path = path
        self.descriptor = descriptor
        state = Mutex(record)
    }

    /// Why a file is no entry; nil where it is one, is gone, is empty, or is held by whoever writes it.
    static func problem(of path: String) -> String? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return errno == ENOENT ? nil : String(cString: strerror(errno)) }
        // An entry is not even locked for this: whoever looks for what is left behind would pass over it.
        guard read(descriptor) == nil else {
            close(descriptor)
            return nil
        }
        defer { release(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isStill(path, descriptor), read(descriptor) == nil else {
            return nil
        }
        var byte: UInt8 = 0
        switch pread(descriptor, &byte, 1, 0) {
        case 0: return nil
        case 1: return "it holds no entry"
        default: return String(cString: strerror(errno))
        }
    }

    deinit {
        Self.release(descriptor)
    }

    /// Gives the lock back, and closes the file.
    ///
    /// Closing alone would leave the lock with a process that is just being started: it has all open files until it runs
    /// its program.
    private static func release(_ descriptor: Int32) {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// What it says.
    var record: TaskRecord {
        state.withLock { $0 }
    }

    /// Writes down the name that ECS gave the task.
    func note(task: String) throws(FargateError) {
        var record = record
        record.task = task
        try write(record)
    }

    /// Writes the record behind what the file holds, and waits until the disk has it.
    ///
    /// What is lost here is a task that nobody stops; nothing is overwritten, so that a write that is cut short leaves what
    /// was known before.
    func write(_ record: TaskRecord) throws(FargateError) {
        state.withLock { $0 = record }
        do {
            let bytes = try JSONEncoder().encode(record) + Data("\n".utf8)
            let end = lseek(descriptor, 0, SEEK_END)
            let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, end) }
            guard end >= 0, count == bytes.count, fsync(descriptor) == 0 else {
                throw FargateError.journal(path: path, reason: String(cString: strerror(errno)))
            }
        } catch let error as FargateError {
            throw error
        } catch {
            throw .journal(path: path, reason: "\(error)")
        }
    }

    /// Takes the file away: the task is known to be stopped, or was never started.
    func end() {
        let isFirst = ended.withLock { ended in
            defer { ended = true }
            return !ended
        }
        if isFirst {
            unlink(path)
        }
    }

    /// Whether the task is known to be stopped or never to have been started.
    var isEnded: Bool {
        ended.withLock { $0 }
    }

    /// Whether the path still leads to the open file, which somebody may have taken away before it was locked.
    private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
        var (named, opened) = (stat(), stat())
        return stat(path, &named) == 0 && fstat(descriptor, &opened) == 0 && named.st_ino == opened.st_ino
            && named.st_dev == opened.st_dev
    }

    private static func read(_ descriptor: Int32) -> TaskRecord? {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = pread(descriptor, &bytes, limit, 0)
        guard count > 0, count < limit else { return nil }
        // The last whole line counts.
        return bytes.prefix(count).split(separator: UInt8(ascii: "\n")).reversed().lazy
            .compactMap { try? JSONDecoder().decode(TaskRecord.self, from: Data($0)) }.first
    }
}
