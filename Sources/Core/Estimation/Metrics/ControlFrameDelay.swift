import LabModel

/// `control_delay_ms`: decoded − stamp + clock offset in the control, of the first picture of each of its frames that was
/// sent in the measured stretch, the backlog of the control's connections left out.
///
/// It stands beside the differences to the control, which hide what both streams have in common.
enum ControlFrameDelay: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard run.trace.controlKind != nil else { return }
        let window = run.ledger.window
        var seen: Set<FrameKey> = []
        let delays = run.trace.control.compactMap { sample -> Double? in
            guard sample.decoded != nil, !sample.isBacklog, let stamp = sample.stamp, let key = FrameKey(stamp) else {
                return nil
            }
            guard seen.insert(key).inserted, let sent = stamp.time?.nanoseconds else { return nil }
            guard sent >= window.join ?? .min, sent < window.end ?? .max else { return nil }
            return sample.frameDelay?.milliseconds
        }
        summary.controlDelayMs = .known(series: delays, seed: run.options.seed)
    }
}
