internal import CLinux
import Glibc

/// A pidfd: another process, and never one that gets its number later.
final class ProcessDescriptor: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Opens one.
    /// - Returns: the descriptor, or the system's error number, which is `ESRCH` where there is no such process.
    static func open(_ processID: Int32) -> (descriptor: ProcessDescriptor?, error: Int32) {
        let descriptor = clinux_pidfd_open(processID)
        return descriptor >= 0 ? (ProcessDescriptor(descriptor), 0) : (nil, errno)
    }

    deinit {
        close(descriptor)
    }

    /// Whether the process has ended, or does within a time.
    /// - Parameter milliseconds: how long to wait; -1 for ever.
    /// - Returns: false where it still ran then.
    func hasEnded(within milliseconds: Int32) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var count = poll(&watched, 1, milliseconds)
        while count < 0, errno == EINTR {
            count = poll(&watched, 1, milliseconds)
        }
        return count > 0
    }

    /// Sends the process a signal.
    /// - Parameter signal: the signal's number.
    /// - Returns: 0, or the system's error number.
    func send(_ signal: Int32) -> Int32 {
        clinux_pidfd_send_signal(descriptor, signal) == 0 ? 0 : errno
    }
}
