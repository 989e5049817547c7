/// Both sides of a machine's clock at one instant: their difference moves only where UTC is stepped.
public struct ClockPair: Hashable, Sendable {
    /// UTC, as the machine believes it.
    public var wall: WallTime
    /// The clock that is never stepped, at the same instant.
    public var monotonic: MonotonicTime
    /// How far ``monotonic`` may be from the instant of ``wall``, either way.
    public var uncertainty: Latency

    /// Reads both, again while somebody came between, and keeps the reading with the least between.
    /// - Parameters:
    ///   - clock: the clock.
    ///   - attempts: how often at most, at least 1.
    public init(reading clock: any LabClock, attempts: Int = 4) {
        self = Self.once(clock)
        for _ in 1..<max(1, attempts) where uncertainty > Self.undisturbed {
            let again = Self.once(clock)
            if again.uncertainty < uncertainty {
                self = again
            }
        }
    }

    /// UTC − the clock that is never stepped.
    public var difference: Latency {
        Latency(nanoseconds: wall.nanoseconds.saturatingSubtract(monotonic.nanoseconds))
    }

    private static let undisturbed = Latency.microseconds(1)

    private init(wall: WallTime, monotonic: MonotonicTime, uncertainty: Latency) {
        self.wall = wall
        self.monotonic = monotonic
        self.uncertainty = uncertainty
    }

    private static func once(_ clock: any LabClock) -> ClockPair {
        let before = clock.monotonicNow()
        let wall = clock.now()
        let width = clock.monotonicNow() - before
        let half = Latency(nanoseconds: (width.nanoseconds + 1) / 2)
        return ClockPair(wall: wall, monotonic: before + half, uncertainty: half)
    }
}
