import LabModel

/// `frame_delay_ms`: decoded − stamp + clock offset, of each fresh frame.
enum FrameDelay: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard !run.frameDelays.isEmpty else { return }
        let seed = run.options.seed
        summary.frameDelayMs = Distribution(series: run.frameDelaySeries, sorted: run.frameDelays, seed: seed)
    }
}
