import LabModel

/// `held_back_frames`: whole periods, rounded, between the arrival and the decoding of fresh frames.
enum HeldBackFrames: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard run.isLive, let period = run.period else { return }
        guard let median = Percentile.of(sorted: run.waits, 0.5), let longest = run.waits.last else { return }
        summary.heldBackFrames.median = Int((median / period.milliseconds).rounded())
        summary.heldBackFrames.max = Int((longest / period.milliseconds).rounded())
    }
}
