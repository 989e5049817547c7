import Foundation
internal import LabModel

/// What one thread has read and another is to write when it is due; holds a limited number of bytes.
///
/// Blocks threads, so it belongs between threads of their own.
final class HeldQueue: @unchecked Sendable {
    /// One read.
    struct Held {
        /// What is to be passed on; empty at the end of the answer.
        var bytes: [UInt8]
        /// When it was read.
        var readAt: MonotonicTime
        /// When it is to be passed on.
        var due: MonotonicTime
    }

    private let condition = NSCondition()
    private let limit: Int
    private var waiting: [Held] = []
    private var head = 0
    private var bytes = 0
    private var isEnded = false

    /// - Parameter limit: how many bytes it holds; a single larger read is taken when nothing else waits.
    init(limit: ByteCount) {
        self.limit = Int(limit.bytes)
    }

    /// Whether nobody wants its bytes any more.
    var isAbandoned: Bool {
        condition.withLock { isEnded }
    }

    /// Puts a read at the end; waits while there is no room.
    /// - Returns: false when nobody wants it any more.
    func put(_ held: Held) -> Bool {
        condition.withLock {
            while !isEnded, bytes > 0, bytes + held.bytes.count > limit {
                condition.wait()
            }
            guard !isEnded else { return false }
            waiting.append(held)
            bytes += held.bytes.count
            condition.broadcast()
            return true
        }
    }

    /// Takes the first read; waits while there is none.
    /// - Returns: nil when nobody wants it any more.
    func take() -> Held? {
        condition.withLock {
            while !isEnded, head == waiting.count {
                condition.wait()
            }
            guard !isEnded else { return nil }
            let held = waiting[head]
            waiting[head].bytes = []
            head += 1
            if head == waiting.count || head > 1_024 {
                waiting.removeFirst(head)
                head = 0
            }
            bytes -= held.bytes.count
            condition.broadcast()
            return held
        }
    }

    /// Throws everything away and lets nobody wait any more; from any thread.
    func abandon() {
        condition.withLock {
            isEnded = true
            waiting = []
            head = 0
            bytes = 0
            condition.broadcast()
        }
    }
}
