import LabModel

/// `frame_delay_ms`: decoded − stamp + clock offset, of each fresh frame.
enum FrameDelay: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.frameDelayMs = run.frameDelays.isEmpty ? nil : Distribution(sorted: run.frameDelays)
    }
}
