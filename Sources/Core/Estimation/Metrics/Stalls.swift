import LabModel

/// `stalls`: stretches without any media byte, as the source told them, as far as they lie in the measured stretch.
enum Stalls: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        for gap in run.trace.stalls {
            if let length = run.measuredPart(of: gap) {
                summary.stalls.add(length)
            }
        }
    }
}

extension MeasuredRun {
    /// How much of a stretch lies before the end; nil where it begins after it.
    func measuredPart(of gap: TimeGap) -> Latency? {
        guard let end = trace.end else { return gap.length }
        return gap.start < end ? min(gap.end, end) - gap.start : nil
    }
}
