internal import Media
internal import Synchronization

/// Ends what is scored after a run, which may take minutes: the run is stored with what was scored by then.
///
/// A Ctrl-C that ended the measurement lets its pictures be scored; the next one asks here.
public final class ScoringStop: Sendable {
    private struct State {
        var isScoring = false
        var isRequested = false
    }

    /// Cancelled once the end was asked for.
    let interrupt = Interrupt()
    private let state = Mutex(State())

    /// Makes one that nobody has asked yet.
    public init() {}

    /// Ends the scoring after a run, from any thread.
    /// - Returns: whether there was something to end: false while a run is measured, and from the second time on.
    @discardableResult
    public func request() -> Bool {
        let isNews = state.withLock { state in
            guard state.isScoring, !state.isRequested else { return false }
            state.isRequested = true
            return true
        }
        if isNews {
            interrupt.cancel()
        }
        return isNews
    }

    /// Does what scores a run that is over; cancelling the task meanwhile ends the scoring.
    /// - Parameters:
    ///   - isScored: whether anything is.
    ///   - body: what scores and stores the run.
    /// - Returns: what the body returns.
    func whileScoring<Outcome: Sendable>(_ isScored: Bool, _ body: () async -> Outcome) async -> Outcome {
        // A task that was cancelled before asked for the measurement's end.
        let wasCancelled = Task.isCancelled
        state.withLock { $0.isScoring = isScored }
        defer { state.withLock { $0.isScoring = false } }
        return await withTaskCancellationHandler {
            await body()
        } onCancel: {
            if !wasCancelled {
                request()
            }
        }
    }
}
