import Glibc
public import LabModel

/// The machine's own clocks: the only place where the lab reads them.
public struct SystemClock: LabClock {
    /// Makes the clock; it holds nothing.
    public init() {}

    /// UTC by `CLOCK_REALTIME`.
    public func now() -> WallTime {
        WallTime(nanoseconds: Self.read(CLOCK_REALTIME))
    }

    /// `CLOCK_MONOTONIC`: steered by NTP, never stepped.
    public func monotonicNow() -> MonotonicTime {
        MonotonicTime(nanoseconds: Self.read(CLOCK_MONOTONIC))
    }

    /// Blocks by an absolute `clock_nanosleep`, which overshoots by some 60 µs.
    public func blockUntil(_ instant: MonotonicTime) {
        var target = timespec()
        target.tv_sec = Int(instant.nanoseconds / 1_000_000_000)
        target.tv_nsec = Int(instant.nanoseconds % 1_000_000_000)
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &target, nil) == EINTR {}
    }

    /// Suspends the task until the instant.
    public func sleep(until instant: MonotonicTime) async throws {
        let rest = instant - monotonicNow()
        if rest > .zero {
            try await Task.sleep(for: rest.duration)
        } else {
            try Task.checkCancellation()
        }
    }

    static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
