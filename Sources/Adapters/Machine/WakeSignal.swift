import Glibc
public import LabModel

/// Lets a thread sleep for a while, or until somebody wakes it; a call that comes before the sleep is not lost.
public final class WakeSignal: Sendable {
    private let reader: Int32
    private let writer: Int32

    /// Makes a signal that nobody has given yet.
    ///
    /// Where the system has no descriptor to spare, it is never heard: sleeping takes its whole time.
    public init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
        }
        (reader, writer) = (ends[0], ends[1])
    }

    deinit {
        close(reader)
        close(writer)
    }

    /// Wakes the sleeper, or keeps it from falling asleep the next time; from any thread.
    public func wake() {
        var byte: UInt8 = 1
        // A full pipe wakes as well.
        _ = write(writer, &byte, 1)
    }

    /// Sleeps on the calling thread; for one thread only.
    /// - Parameter length: how long at most; rounded up to a millisecond.
    /// - Returns: whether it was woken.
    @discardableResult
    public func sleep(atMost length: Latency) -> Bool {
        var watched = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(clamping: max(0, (length.nanoseconds + 999_999) / 1_000_000))
        guard poll(&watched, 1, milliseconds) > 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(reader, &bytes, bytes.count) > 0 {}
        return true
    }
}
