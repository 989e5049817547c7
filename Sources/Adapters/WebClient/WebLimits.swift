public import LabModel

/// What an answer may cost whoever asks.
public struct WebLimits: Hashable, Sendable {
    /// Redirects that are followed.
    public var redirects: Int
    /// The most bytes of a body.
    public var bodyBytes: ByteCount
    /// From asking to the answer's head.
    public var headTime: Latency
    /// How long a body may bring nothing.
    public var idleTime: Latency
    /// From asking to the body's end, pauses that the receiver asked for apart; nil for no limit.
    public var wholeTime: Latency?

    /// Makes limits; each argument is the property of its name.
    public init(
        redirects: Int = 5,
        bodyBytes: ByteCount = ByteCount(64 << 20),
        headTime: Latency = .seconds(10),
        idleTime: Latency = .seconds(10),
        wholeTime: Latency? = nil
    ) {
        self.redirects = redirects
        self.bodyBytes = bodyBytes
        self.headTime = headTime
        self.idleTime = idleTime
        self.wholeTime = wholeTime
    }
}
