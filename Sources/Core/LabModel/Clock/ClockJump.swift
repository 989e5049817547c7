/// A jump of a clock that was noticed by comparing it with one that is never stepped.
public struct ClockJump: Hashable, Sendable, Codable {
    /// Whose clock jumped.
    public enum End: String, Hashable, Sendable, Codable {
        /// The clock that stamps frames.
        case streamer
        /// The clock of the machine that receives.
        case receiver
    }

    /// Whose clock jumped.
    public var end: End
    /// The last instant at which it had not, by the run's receiver clock.
    public var after: WallTime
    /// The first instant at which it had.
    public var before: WallTime
    /// How far it jumped; positive forward.
    public var size: Latency

    /// Makes a jump.
    public init(end: End, after: WallTime, before: WallTime, size: Latency) {
        self.end = end
        self.after = after
        self.before = before
        self.size = size
    }
}
