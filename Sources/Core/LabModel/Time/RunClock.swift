/// The clock of one run: UTC at its start plus the time since by the clock that is never stepped.
///
/// All instants of a run stand in one order and keep their distances, whatever happens to the machine's UTC meanwhile.
public struct RunClock: LabClock {
    private let base: any LabClock
    private let start: ClockPair

    /// Starts the clock now.
    /// - Parameter base: the machine's clock.
    public init(_ base: any LabClock) {
        self.base = base
        start = ClockPair(reading: base, attempts: 16)
    }

    /// UTC at the start, plus the time since.
    public func now() -> WallTime {
        start.wall + (base.monotonicNow() - start.monotonic)
    }

    /// The machine's.
    public func monotonicNow() -> MonotonicTime {
        base.monotonicNow()
    }

    /// As the machine's clock does.
    public func blockUntil(_ instant: MonotonicTime) {
        base.blockUntil(instant)
    }

    /// As the machine's clock does.
    public func sleep(until instant: MonotonicTime) async throws {
        try await base.sleep(until: instant)
    }

    /// The instant of this clock at which the machine's never-stepped one stood at another.
    public func time(at instant: MonotonicTime) -> WallTime {
        start.wall + (instant - start.monotonic)
    }

    /// The machine's own clock at present, both sides.
    public func machine() -> ClockPair {
        ClockPair(reading: base)
    }

    /// The machine's UTC − this clock, at a reading of the machine: zero until UTC is stepped.
    public func lead(of machine: ClockPair) -> Latency {
        machine.difference - start.difference
    }
}
