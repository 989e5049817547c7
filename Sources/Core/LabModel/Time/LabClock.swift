/// The only way the lab learns what time it is; passed in, so that tests own the time.
public protocol LabClock: Sendable {
    /// The present instant of UTC, as this machine believes it.
    func now() -> WallTime

    /// The present instant of the clock that is never stepped.
    func monotonicNow() -> MonotonicTime

    /// Blocks the calling thread until the instant has come; returns at once when it has passed.
    ///
    /// For threads of their own (pacing, media input), never for a task of the shared pool.
    func blockUntil(_ instant: MonotonicTime)

    /// Suspends the calling task until the instant has come.
    /// - Throws: `CancellationError` when the task is cancelled first.
    func sleep(until instant: MonotonicTime) async throws
}

extension LabClock {
    /// Suspends the calling task for a length of time.
    /// - Throws: `CancellationError` when the task is cancelled first.
    public func sleep(for length: Latency) async throws {
        try await sleep(until: monotonicNow() + length)
    }
}
