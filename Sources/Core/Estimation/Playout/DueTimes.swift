import LabModel

/// When a segmented stream's pictures are displayed: when the fixed player at its operating delay finds them due, or
/// when they are decoded, whichever is later.
struct DueTimes {
    let clock: StampClock
    /// The operating delay.
    let delay: Latency

    /// When a picture is displayed, by the receiver's clock; nil where nothing tells its stamp time.
    func displayed(_ sample: Sample) -> WallTime? {
        guard let decoded = sample.decoded, let offset = sample.clockOffset else { return nil }
        return clock.stamped(sample).map { max(decoded, $0 + delay - offset) }
    }
}
