internal import LabModel

/// Instants of the clock that is never stepped, written as UTC: a step of the machine's clock must not look like bytes
/// that were held for longer.
struct RelayTimeline: Sendable {
    let clock: any LabClock
    private let monotonicStart: MonotonicTime
    private let wallStart: WallTime

    /// Reads both clocks once.
    init(clock: any LabClock) {
        self.clock = clock
        monotonicStart = clock.monotonicNow()
        wallStart = clock.now()
    }

    func wall(_ instant: MonotonicTime) -> WallTime {
        wallStart + (instant - monotonicStart)
    }
}
