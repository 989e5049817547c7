import LabModel
import Synchronization

/// Something that one task waits for, but no longer than it wants to.
final class LimitedWait: Sendable {
    private struct State {
        var isOver = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Ends the wait, also one that has not begun; from any thread, any number of times.
    func end() {
        let waiter = state.withLock { state in
            state.isOver = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Suspends the calling task until the end, a limit or its cancellation, whatever comes first; for one task, once.
    func wait(atMost limit: Latency, by clock: any LabClock) async {
        // Cancelled below, where nobody waits any more.
        let timer = Task {
            try? await clock.sleep(for: limit)
            end()
        }
        defer { timer.cancel() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isOver = state.withLock { state in
                    if !state.isOver {
                        state.waiter = waiter
                    }
                    return state.isOver
                }
                if isOver {
                    waiter.resume()
                }
            }
        } onCancel: {
            end()
        }
    }
}
