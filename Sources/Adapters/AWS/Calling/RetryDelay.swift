import LabModel

/// How long is waited before a request is made again: any time between none and a limit that doubles ("full jitter").
enum RetryDelay {
    /// The limit after the first failure.
    static let base = Latency.milliseconds(100)
    /// The same where there were too many requests.
    static let throttledBase = Latency.seconds(1)
    /// No limit is above this.
    static let longest = Latency.seconds(20)

    /// The wait after an attempt.
    /// - Parameters:
    ///   - attempt: the number of the attempt that failed, from 1.
    ///   - isThrottled: whether there were too many requests.
    ///   - wished: what the service asked for; nil for nothing.
    ///   - generator: what the wait is drawn from.
    /// - Returns: the wait, at most ``longest``.
    static func after(
        attempt: Int,
        isThrottled: Bool,
        wished: Latency?,
        using generator: inout some RandomNumberGenerator
    ) -> Latency {
        let base = isThrottled ? throttledBase : base
        let doublings = min(max(0, attempt - 1), 20)
        let limit = min(longest.nanoseconds, base.nanoseconds << Int64(doublings))
        let drawn = Latency(nanoseconds: Int64.random(in: 0...limit, using: &generator))
        return max(drawn, min(wished ?? .zero, longest))
    }
}
