internal import Synchronization

/// A way to stop blocking calls from another thread; once cancelled it stays so.
public final class Interrupt: Sendable {
    private struct Handlers {
        var nextKey = 0
        var byKey: [Int: @Sendable () -> Void] = [:]
    }

    private let flag = Atomic<Bool>(false)
    private let handlers = Mutex(Handlers())

    /// Makes one that nobody has cancelled.
    public init() {}

    /// Stops every call that waits under this interrupt, and all later ones; from any thread, any number of times.
    public func cancel() {
        flag.store(true, ordering: .releasing)
        let waiting = handlers.withLock { Array($0.byKey.values) }
        for handler in waiting {
            handler()
        }
    }

    /// Whether somebody has cancelled.
    public var isCancelled: Bool {
        flag.load(ordering: .acquiring)
    }

    /// Calls `handler` on the cancelling thread, or at once when it is already cancelled; perhaps both.
    /// - Returns: what ``removeHandler(_:)`` takes.
    public func onCancel(_ handler: @escaping @Sendable () -> Void) -> Int {
        let key = handlers.withLock { state in
            state.nextKey += 1
            state.byKey[state.nextKey] = handler
            return state.nextKey
        }
        if isCancelled {
            handler()
        }
        return key
    }

    /// Forgets a handler of ``onCancel(_:)``.
    public func removeHandler(_ key: Int) {
        handlers.withLock { $0.byKey[key] = nil }
    }
}
