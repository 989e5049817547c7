import Foundation
import Glibc
public import LabModel

/// A thread of its own for work that blocks: media input, decoding, pacing.
///
/// The shared pool of tasks stays free for work that waits.
public final class WorkerThread: Sendable {
    private let done = DispatchSemaphore(value: 0)

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: what debuggers and `top -H` show, up to 15 characters.
    ///   - yields: whether it, and the processes that it starts, have the lowest priority: they get what nobody else wants.
    ///   - body: what it does; when it returns, the thread ends.
    public init(name: String, yields: Bool = false, _ body: @escaping @Sendable () -> Void) {
        let done = done
        let thread = Thread {
            if yields {
                Self.yieldToOthers()
            }
            body()
            done.signal()
        }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Gives the calling thread a lower priority for good; it stays as it is where the system refuses.
    ///
    /// Threads and processes that it starts from then on inherit it.
    /// - Parameter niceness: how much lower: 1 to 19, the lowest of the ordinary priorities.
    public static func yieldToOthers(niceness: Int32 = 19) {
        // Linux takes 0 for the calling thread, not for the whole process.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    }

    /// Blocks until the thread has ended; may be called any number of times.
    public func join() {
        done.wait()
        done.signal()
    }

    /// Suspends the calling task until the thread has ended.
    public func ended() async {
        await withCheckedContinuation { continuation in
            let waiter = Thread {
                self.join()
                continuation.resume()
            }
            waiter.stackSize = 256 * 1_024
            waiter.start()
        }
    }

    /// Suspends the calling task until the thread has ended, but not for long.
    /// - Parameter limit: how long at most.
    /// - Returns: whether the thread has ended.
    public func ended(within limit: Latency) async -> Bool {
        await Self.run(name: "join") { [done] in
            let nanoseconds = Int(clamping: max(0, limit.nanoseconds))
            guard done.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success else { return false }
            done.signal()
            return true
        }
    }

    /// Does blocking work on a thread of its own, while the calling task is suspended.
    public static func run<Result: Sendable>(
        name: String,
        _ work: @escaping @Sendable () -> Result
    ) async -> Result {
        await withCheckedContinuation { continuation in
            _ = WorkerThread(name: name) {
                continuation.resume(returning: work())
            }
        }
    }
}
