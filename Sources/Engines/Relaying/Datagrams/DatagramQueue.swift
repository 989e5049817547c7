import Foundation
internal import LabModel

/// Datagrams of one direction that wait until they are due, in that order; holds a limited number of bytes.
///
/// Blocks the thread that takes, so that belongs to a thread of its own.
final class DatagramQueue: @unchecked Sendable {
    /// One datagram on its way.
    struct Held {
        var bytes: [UInt8]
        var readAt: MonotonicTime
        /// Never before an earlier one's.
        var due: MonotonicTime
        var peer: DatagramPeer
    }

    private let condition = NSCondition()
    private let limit: Int
    private var waiting: [Held] = []
    private var head = 0
    private var bytes = 0
    private var isEnded = false

    /// What a datagram costs besides its bytes.
    private static let overhead = 128

    /// - Parameter limit: how many bytes it holds.
    init(limit: ByteCount) {
        self.limit = limit.bytes
    }

    /// Puts a datagram at the end.
    /// - Returns: false where there is no room, or nobody wants it any more.
    func put(_ held: Held) -> Bool {
        condition.withLock {
            let cost = held.bytes.count + Self.overhead
            guard !isEnded, bytes + cost <= limit else { return false }
            waiting.append(held)
            bytes += cost
            condition.signal()
            return true
        }
    }

    /// Takes the first datagram when it is due; waits until then.
    ///
    /// - Parameter clock: the clock of `due`.
    /// - Returns: nil when nobody wants it any more.
    func take(by clock: some LabClock) -> Held? {
        condition.lock()
        defer { condition.unlock() }
        while !isEnded {
            guard head < waiting.count else {
                condition.wait()
                continue
            }
            let (due, now) = (waiting[head].due, clock.monotonicNow())
            if due <= now {
                return removeFirst()
            }
            condition.unlock()
            clock.blockUntil(min(due, now + HeldStream.longestWait))
            condition.lock()
        }
        return nil
    }

    /// Throws everything away and lets nobody wait any more; from any thread.
    func abandon() {
        condition.withLock {
            isEnded = true
            waiting = []
            head = 0
            condition.broadcast()
        }
    }

    private func removeFirst() -> Held {
        let held = waiting[head]
        waiting[head].bytes = []
        bytes -= held.bytes.count + Self.overhead
        head += 1
        if head == waiting.count || head > 1_024 {
            waiting.removeFirst(head)
            head = 0
        }
        return held
    }
}
