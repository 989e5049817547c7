import LabModel

/// `playout`: at which delay players show the stream, and how much they stall then.
enum PlayoutDelays: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.playout = run.playout?.figures
    }
}
