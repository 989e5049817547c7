public import LabModel

/// What went over one direction of a link.
public struct LaneTally: Hashable, Sendable {
    /// Bytes that were passed on, without headers.
    public var bytes = ByteCount(0)
    /// Datagrams or TCP segments that came to the link; a read of a TCP connection counts as full segments.
    public var packets = 0
    /// Of these, how many chance has lost.
    public var lost = 0
    /// Datagrams that found the queue full.
    public var dropped = 0
    /// Times that lost TCP segments were sent again.
    public var repeated = 0
    /// Datagrams that the relay could not keep for want of memory, or that the system threw away before it; should be 0.
    public var overrun = 0
    /// The longest time that something waited for the rate.
    public var longestQueue = Latency.zero
    /// The most that was passed on later than it was due.
    public var latest = Latency.zero
    /// The sum of all that was passed on later than it was due; over ``releases`` of them.
    public var lateness = Latency.zero
    /// How many times something was passed on.
    public var releases = 0

    /// Nothing yet.
    public init() {}

    /// Notes that something was passed on.
    mutating func released(_ count: Int, late: Latency) {
        bytes = ByteCount(bytes.bytes + count)
        releases += 1
        lateness = lateness + max(.zero, late)
        latest = max(latest, late)
    }
}
