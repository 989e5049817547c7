import LabModel

/// The player that begins where the playlist's hold-back, or `--live-edge`, puts it.
///
/// When the first playlist arrived it shows what lies the hold-back before that playlist's end, and goes on from there:
/// its delay is the age of the playlist's end then + the hold-back. It is the fixed player at that delay; that its first
/// segment has yet to be fetched delays its start, not the place where it begins.
struct PlayoutStart {
    let figures: Summary.Start

    /// Nil for continuous streams.
    init?(_ trace: Trace, clock: StampClock, fixed: FixedPlayer) {
        guard let start = trace.playerStart else { return nil }
        var figures = Summary.Start(holdBackMs: start.holdBack.milliseconds, delayMs: nil, stalledRatio: nil)
        if let delay = Self.delay(start, trace, clock: clock) {
            figures.delayMs = delay.milliseconds
            figures.stalledRatio = fixed.stalledRatios(at: [delay.nanoseconds]).first
        }
        self.figures = figures
    }

    private static func delay(_ start: PlayerStart, _ trace: Trace, clock: StampClock) -> Latency? {
        let first = trace.samples.first { $0.clockOffset != nil && $0.presentationTime != nil }
        guard let edge = start.edge, let first, let offset = first.clockOffset else { return nil }
        guard let stamped = clock.stamped(presented: edge, epoch: first.epoch) else { return nil }
        return start.at + offset - stamped + start.holdBack
    }
}
