public import LabModel
import Synchronization

/// A clock that a test owns: it moves only when told to, or when somebody waits on it.
public final class ManualClock: LabClock {
    private let state: Mutex<(wall: WallTime, monotonic: MonotonicTime)>

    /// Makes a clock that stands at an instant; its monotonic side begins at 0.
    public init(at wall: WallTime = WallTime(nanoseconds: 1_800_000_000_000_000_000)) {
        state = Mutex((wall, MonotonicTime(nanoseconds: 0)))
    }

    /// Moves both sides on.
    public func advance(by length: Latency) {
        state.withLock { state in
            state.wall = state.wall + length
            state.monotonic = state.monotonic + length
        }
    }

    /// Moves UTC alone, as a step of the machine's clock does.
    public func step(by length: Latency) {
        state.withLock { $0.wall = $0.wall + length }
    }

    /// The instant at which it stands.
    public func now() -> WallTime {
        state.withLock { $0.wall }
    }

    /// The instant at which it stands.
    public func monotonicNow() -> MonotonicTime {
        state.withLock { $0.monotonic }
    }

    /// Moves on to the instant at once.
    public func blockUntil(_ instant: MonotonicTime) {
        // In one step: of two that wait at once, the second finds it there.
        state.withLock { state in
            let rest = instant - state.monotonic
            guard rest > .zero else { return }
            state.wall = state.wall + rest
            state.monotonic = state.monotonic + rest
        }
    }

    /// Moves on to the instant at once, and lets other tasks run.
    public func sleep(until instant: MonotonicTime) async throws {
        try Task.checkCancellation()
        blockUntil(instant)
        await Task.yield()
    }
}
