public import LabModel

/// How often a request is made, and how long.
public struct RetryLimits: Hashable, Sendable {
    /// The most attempts of a request, at least 1.
    public var attempts: Int
    /// How long one attempt may take.
    public var attemptTime: Latency
    /// After this time no other attempt is begun.
    public var wholeTime: Latency

    /// Makes limits; each argument is the property of its name.
    public init(
        attempts: Int = 5,
        attemptTime: Latency = .seconds(30),
        wholeTime: Latency = .seconds(60)
    ) {
        self.attempts = max(1, attempts)
        self.attemptTime = attemptTime
        self.wholeTime = wholeTime
    }
}
