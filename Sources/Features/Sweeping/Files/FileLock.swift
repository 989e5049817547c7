import Glibc

/// A lock on a file that ends with the process that holds it, however that ends.
///
/// Seen by all processes of a machine, and by other machines where the file system says so.
final class FileLock: Sendable {
    /// How a lock is held.
    enum Kind {
        /// By one process alone.
        case alone
        /// By any number of processes at once, none of them alone.
        case together

        fileprivate var type: Int32 {
            self == .alone ? F_WRLCK : F_RDLCK
        }
    }

    /// What a look at a lock tells.
    enum State: Hashable {
        /// Some process holds it.
        case held
        /// No process holds it, or there is no such file.
        case free
        /// The file system cannot say.
        case unknown
    }

    let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Closing alone would leave the lock with a process that is just being started: it has all open files until it runs its
    /// program.
    deinit {
        var wish = Self.whole(Int16(F_UNLCK))
        _ = fcntl(descriptor, Command.set, &wish)
        close(descriptor)
    }

    /// Takes a lock on a file, which is made where there is none.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - kind: how to hold it.
    ///   - waits: whether to wait for who holds it; for locks that nobody holds for long.
    /// - Returns: the lock; nil where another holds it. On a file system without locks, one that keeps nobody out.
    /// - Throws: ``SweepingError/unwritable(path:reason:)``.
    static func take(_ path: String, _ kind: Kind, waits: Bool = false) throws(SweepingError) -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOSPC || code == EDQUOT { throw .diskFull(path: path) }
            throw .unwritable(path: path, reason: String(cString: strerror(code)))
        }
        let lock = FileLock(descriptor: descriptor)
        var wish = whole(Int16(kind.type))
        while fcntl(descriptor, waits ? Command.setAndWait : Command.set, &wish) != 0 {
            switch errno {
            case EINTR: continue
            case EAGAIN, EACCES: return nil
            default: return lock
            }
        }
        return lock
    }

    /// Whether any process holds a lock on the file; takes none, and makes no file.
    static func state(of path: String) -> State {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return errno == ENOENT ? .free : .unknown }
        defer { close(descriptor) }
        var wish = whole(Int16(Kind.alone.type))
        guard fcntl(descriptor, Command.look, &wish) == 0 else { return .unknown }
        return Int32(wish.l_type) == F_UNLCK ? .free : .held
    }

    /// Locks of an open file, not of a process: two parts of one process keep each other out as well.
    ///
    /// Glibc declares their numbers only where a program asks for all of Linux.
    private enum Command {
        static let look: Int32 = 36
        static let set: Int32 = 37
        static let setAndWait: Int32 = 38
    }

    private static func whole(_ type: Int16) -> flock {
        var lock = flock()
        lock.l_type = type
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }

    /// Replaces what the file holds; nothing depends on it, so that a full disk does not matter.
    func note(_ text: String) {
        guard ftruncate(descriptor, 0) == 0 else { return }
        var text = text
        text.withUTF8 { bytes in
            _ = pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
        }
    }
}
