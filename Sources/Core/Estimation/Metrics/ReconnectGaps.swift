import LabModel

/// `reconnects`: how often and how long the connection was away, as far as it lies in the measured stretch.
enum ReconnectGaps: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        for gap in run.trace.reconnects {
            if let length = run.measuredPart(of: gap) {
                summary.reconnects.count += 1
                summary.reconnects.gapMs += length.milliseconds
            }
        }
    }
}
