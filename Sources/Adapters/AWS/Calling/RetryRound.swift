import LabModel

/// The attempts of one request.
struct RetryRound: Sendable {
    let operation: AWSOperation
    let limits: RetryLimits
    let began: MonotonicTime
    /// The present attempt, from 1.
    var attempt = 1
    /// The tokens of the last retry.
    var taken: Int?
    /// How long the service asked to wait.
    var wished: Latency?
    var hasSetClock = false
    var hasRenewed = false

    init(operation: AWSOperation, limits: RetryLimits, began: MonotonicTime) {
        self.operation = operation
        self.limits = limits
        self.began = began
    }

    /// Whether the request may succeed the next time, and if so whether there were too many; nil for no.
    func isWorthAnother(_ failure: AWSError) -> Bool? {
        guard attempt < limits.attempts else { return nil }
        switch failure {
        case .refused(let refusal):
            switch refusal.kind {
            case .throttled: return true
            case .unavailable: return operation.isRepeatable ? false : nil
            default: return nil
            }
        case .unreachable, .timedOut: return operation.isRepeatable ? false : nil
        default: return nil
        }
    }
}
