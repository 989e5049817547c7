import LabModel

/// When a segmented stream's pictures are displayed: when the fixed player at its operating delay finds them due, or
/// when they are decoded, whichever is later.
struct DueTimes {
    let clock: StampClock
    /// The operating delay.
    let delay: Latency
    /// What stands for the clock offset of a sample that has none; nil where nothing does.
    var usualOffset: Latency?

    /// When a picture is displayed, by the receiver's clock; nil where nothing tells its stamp time.
    func displayed(_ sample: Sample) -> WallTime? {
        guard let decoded = sample.decoded, let offset = sample.clockOffset ?? usualOffset else { return nil }
        return clock.stamped(sample).map { max(decoded, $0 + delay - offset) }
    }
    /// Those of a segmented stream whose clock is unknown; nil for others.
    ///
    /// An offset that is the same throughout moves the operating delay and takes the same off again, so that any will do.
    /// Without them segments would seem to be shown all at once, and the time between to be freezes.
    static func withoutClock(_ trace: Trace, ledger: FrameLedger) -> DueTimes? {
        guard trace.media.isSegmented, trace.samples.allSatisfy({ $0.clockOffset == nil }) else { return nil }
        var aligned = trace
        for index in aligned.samples.indices {
            aligned.samples[index].clockOffset = .zero
        }
        var due = Playout(aligned, ledger: ledger)?.dueTimes
        due?.usualOffset = .zero
        return due
    }
}
