import CSpawn
import Glibc
import LabModel

/// Hands memory to the reader of a pipe that does not block, waiting for it to read.
///
/// All but the end is lent: the reader reads from it where it is. The end is copied, as much of it as the pipe holds:
/// once that is in the pipe nothing that was lent can be in it any more, and all of the memory may be changed.
struct VMAFWriter {
    /// How it went.
    enum Result {
        case written
        /// The reader has closed the pipe or ended.
        case closed
        /// The reader did not read in time.
        case late
    }

    /// Parts that the kernel takes at once.
    private static let partsAtOnce = 512

    let descriptor: Int32
    let clock: any LabClock

    /// Writes all the parts in order.
    func write(_ parts: [iovec], by deadline: MonotonicTime) -> Result {
        let room = cspawn_room(descriptor)
        var (lent, copied) = room > 0 ? Self.split(parts, keeping: room) : ([], parts)
        switch move(&lent, by: deadline, cspawn_lend) {
        case .impossible: copied = lent + copied
        case .ended(.written): break
        case .ended(let result): return result
        }
        switch move(&copied, by: deadline, cspawn_write) {
        case .impossible: return .closed
        case .ended(let result): return result
        }
    }

    /// All but the last bytes, and those.
    static func split(_ parts: [iovec], keeping room: Int) -> (first: [iovec], last: [iovec]) {
        var left = max(0, parts.reduce(0) { $0 + $1.iov_len } - room)
        var (first, last): ([iovec], [iovec]) = ([], [])
        for part in parts {
            let taken = min(left, part.iov_len)
            left -= taken
            if taken > 0 {
                first.append(iovec(iov_base: part.iov_base, iov_len: taken))
            }
            if taken < part.iov_len {
                last.append(iovec(iov_base: part.iov_base + taken, iov_len: part.iov_len - taken))
            }
        }
        return (first, last)
    }

    private enum Move {
        case ended(Result)
        /// The kernel does not move memory in this way; what it has not moved is left.
        case impossible
    }

    private func move(
        _ parts: inout [iovec],
        by deadline: MonotonicTime,
        _ call: (Int32, UnsafePointer<iovec>?, Int32) -> Int
    ) -> Move {
        var first = 0
        defer { parts.removeFirst(first) }
        while first < parts.count {
            let moved = parts.withUnsafeBufferPointer { buffer in
                let rest = UnsafeBufferPointer(rebasing: buffer[first...])
                return call(descriptor, rest.baseAddress, Int32(min(rest.count, Self.partsAtOnce)))
            }
            if moved >= 0 {
                Self.advance(&parts, &first, by: moved)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: break
            case EPIPE: return .ended(.closed)
            default: return .impossible
            }
            guard waitForRoom(until: deadline) else { return .ended(.late) }
        }
        return .ended(.written)
    }

    /// Skips what was written.
    private static func advance(_ parts: inout [iovec], _ first: inout Int, by count: Int) {
        var left = count
        while first < parts.count, left >= parts[first].iov_len {
            left -= parts[first].iov_len
            first += 1
        }
        if left > 0 {
            parts[first].iov_base += left
            parts[first].iov_len -= left
        }
    }

    private func waitForRoom(until deadline: MonotonicTime) -> Bool {
        let left = deadline - clock.monotonicNow()
        guard left > .zero else { return false }
        var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // A clock that is not the machine's is asked again soon.
        let milliseconds = Int32(clamping: min(1_000, left.nanoseconds / 1_000_000 + 1))
        poll(&watched, 1, milliseconds)
        return true
    }
}
