import LabModel
import Synchronization

/// Keeps a session's retries from multiplying a failure of AWS's: each takes tokens, and only successes bring some back.
///
/// The numbers are those of the standard mode of AWS's own tools: 500 tokens, 5 a retry, 10 after a time-out, 1 for a
/// success without a retry.
final class RetryBudget: Sendable {
    static let capacity = 500
    static let ofRetry = 5
    static let ofTimeout = 10

    private let tokens = Mutex(capacity)

    /// Takes the tokens of a retry.
    /// - Returns: how many; nil where there are not so many.
    func take(afterTimeout: Bool) -> Int? {
        let wanted = afterTimeout ? Self.ofTimeout : Self.ofRetry
        return tokens.withLock { tokens in
            guard tokens >= wanted else { return nil }
            tokens -= wanted
            return wanted
        }
    }

    /// A request succeeded.
    /// - Parameter taken: the tokens of its last retry; nil where it needed none.
    func succeeded(taken: Int?) {
        tokens.withLock { $0 = min(Self.capacity, $0 + (taken ?? 1)) }
    }
}
