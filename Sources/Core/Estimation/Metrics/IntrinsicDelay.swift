import LabModel

/// `intrinsic`: what the lab's own chain adds, by the latest calibration that fits; stated beside the delays, never
/// subtracted from them.
enum IntrinsicDelay: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.intrinsic = run.trace.intrinsic
    }
}
