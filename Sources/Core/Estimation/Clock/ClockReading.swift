public import LabModel

/// What a fit says of the two clocks at one instant.
public struct ClockReading: Hashable, Sendable {
    /// Streamer clock − receiver clock: the middle of what is possible.
    public var offset: Latency
    /// How far the offset may be from the truth, either way, never negative; nil within a step of a clock, and where the
    /// bound of the clock that was asked is unknown.
    public var bound: Latency?

    /// Makes a reading.
    public init(offset: Latency, bound: Latency?) {
        self.offset = offset
        self.bound = bound
    }
}
