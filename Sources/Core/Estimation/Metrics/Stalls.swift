import LabModel

/// `stalls`: stretches without any media byte, as the source told them, as far as they lie in the measured stretch.
///
/// The source tells those of a second or more. Of a segmented stream only those count that last as long as two of its
/// segments, or two parts where parts are fetched: shorter ones lie between any two.
enum Stalls: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        // How long a file took to be read says nothing of a stream.
        guard run.isLive else { return }
        for gap in run.trace.stalls where run.isStall(gap) {
            if let length = run.measuredPart(of: gap) {
                summary.stalls.add(length)
            }
        }
    }
}

extension MeasuredRun {
    /// Whether silence is longer than how the stream comes.
    func isStall(_ gap: TimeGap) -> Bool {
        burst.map { gap.length >= $0 + $0 } ?? true
    }

    /// How much of a stretch lies before the end; nil where it begins after it.
    func measuredPart(of gap: TimeGap) -> Latency? {
        guard let end = trace.end else { return gap.length }
        return gap.start < end ? min(gap.end, end) - gap.start : nil
    }
}
