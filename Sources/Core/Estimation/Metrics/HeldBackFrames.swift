import LabModel

/// `held_back_frames`: whole periods, rounded, between the arrival and the decoding of fresh frames.
enum HeldBackFrames: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard run.isLive, let period = run.period else { return }
        let waits = waits(run).sorted()
        guard let median = Percentile.of(sorted: waits, 0.5), let longest = waits.last else { return }
        summary.heldBackFrames.median = Int((median / period.milliseconds).rounded())
        summary.heldBackFrames.max = Int((longest / period.milliseconds).rounded())
    }

    /// From arrival to decoding of each fresh frame, in milliseconds.
    static func waits(_ run: MeasuredRun) -> [Double] {
        run.fresh.compactMap { index in
            let sample = run.trace.samples[index]
            guard let arrival = sample.arrival, let shown = sample.decoded else { return nil }
            return (shown - arrival).milliseconds
        }
    }
}
