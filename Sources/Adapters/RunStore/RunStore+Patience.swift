public import LabModel

extension RunStore {
    /// How long a run's end waits for other processes that hold the database, beyond each attempt's own busy timeout:
    /// longer than any import or merge takes, and what it waits for cannot be measured again.
    public static let patience = Latency.seconds(60)

    /// How long to wait between two attempts, each of which has waited for the busy timeout itself.
    private static let pause = Latency.milliseconds(10)

    /// Does something, again and again while another process holds the database.
    ///
    /// Blocks the calling thread: not for tasks of the shared pool.
    ///
    /// - Parameters:
    ///   - clock: what the time is taken by.
    ///   - limit: no attempt begins later than this after the first.
    ///   - body: what happens as a whole or not at all.
    /// - Returns: what the attempt that succeeded gave.
    /// - Throws: what any attempt threw that is no lock, or ``RunStoreError/locked(path:)`` of the last one.
    public func patiently<Result>(
        by clock: any LabClock,
        atMost limit: Latency = RunStore.patience,
        _ body: () throws(RunStoreError) -> Result
    ) throws(RunStoreError) -> Result {
        let deadline = clock.monotonicNow() + limit
        while true {
            do throws(RunStoreError) {
                return try body()
            } catch {
                guard case .locked = error, clock.monotonicNow() + Self.pause <= deadline else { throw error }
                clock.blockUntil(clock.monotonicNow() + Self.pause)
            }
        }
    }
}
