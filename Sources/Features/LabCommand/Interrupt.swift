import Synchronization

/// Somebody's wish that the run end: Ctrl-C or a termination signal.
public final class Interrupt: Sendable {
    private struct State {
        var signal: Int32?
        var handlers: [@Sendable () -> Void] = []
        var further: [@Sendable () -> Bool] = []
    }

    private let state = Mutex(State())

    /// Makes an interrupt that nobody has asked for yet.
    public init() {}

    /// Whether the end was asked for.
    public var isRequested: Bool {
        state.withLock { $0.signal != nil }
    }

    /// Calls a function once when the end is asked for; at once where it was already.
    ///
    /// The function is called on a thread of its own choosing, and must return soon.
    public func onRequest(_ handler: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            if state.signal == nil {
                state.handlers.append(handler)
            }
            return state.signal != nil
        }
        if isLate {
            handler()
        }
    }

    /// Calls a function at each signal after the first, before it ends the process.
    ///
    /// The function is called on a thread of its own choosing, and must return soon.
    ///
    /// - Parameter handler: answers whether it had something to end, so that the process may go on; then no other handler
    ///   is asked.
    public func onFurtherRequest(_ handler: @escaping @Sendable () -> Bool) {
        state.withLock { $0.further.append(handler) }
    }

    /// Whether a signal after the first had a use.
    func takesFurtherRequest() -> Bool {
        state.withLock { $0.further }.contains { $0() }
    }

    /// Asks for the end.
    /// - Returns: whether this was the first time.
    @discardableResult
    func request(_ signal: Int32) -> Bool {
        let handlers: [@Sendable () -> Void]? = state.withLock { state in
            guard state.signal == nil else { return nil }
            state.signal = signal
            defer { state.handlers = [] }
            return state.handlers
        }
        handlers?.forEach { $0() }
        return handlers != nil
    }
}
