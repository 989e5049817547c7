import LabModel

/// `bitrate_bps`: media of the measured stretch over time, backlog left out.
///
/// Live, the bits of all access units but the first over the time from the first arrival to the last one. Of a file, and
/// of a segmented stream, whose units arrive in bursts, the bits behind the first picture over the time that the shown
/// pictures span.
enum Bitrate: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        var (bits, firstBits) = (0, 0)
        var (first, last) = (WallTime?.none, WallTime?.none)
        for (index, sample) in run.trace.samples.enumerated() {
            let kind = run.ledger.classes[index]
            guard kind != .after, kind != .backlog, sample.size.bytes > 0 else { continue }
            bits += sample.size.bytes * 8
            guard let instant = sample.arrival ?? sample.decoded else { continue }
            if first.map({ instant < $0 }) ?? true {
                first = instant
                firstBits = sample.size.bytes * 8
            }
            last = max(last ?? instant, instant)
        }
        if !run.isLive || run.playout?.dueTimes != nil {
            summary.bitrateBps = asShown(run, bits: bits)
        } else if run.trace.media.isSegmented {
            summary.bitrateBps = asStamped(run, bits: bits)
        } else if let first, let last, last > first {
            summary.bitrateBps = Double(bits - firstBits) / (last - first).seconds
        }
    }

    /// Of a segmented stream that nobody knows when to show: nil where its marks have no times either.
    private static func asStamped(_ run: MeasuredRun, bits: Int) -> Double? {
        guard run.ledger.isTimed else { return nil }
        let stamps = run.fresh.compactMap { index in
            run.trace.samples[index].stamp?.time.map { (time: $0, index: index) }
        }
        guard let first = stamps.min(by: { $0.time < $1.time }) else { return nil }
        guard let last = stamps.max(by: { $0.time < $1.time }), last.time > first.time else { return nil }
        return Double(bits - run.trace.samples[first.index].size.bytes * 8) / (last.time - first.time).seconds
    }

    private static func asShown(_ run: MeasuredRun, bits: Int) -> Double? {
        guard run.isLive || run.shown.isPresented, run.shown.span > 0 else { return nil }
        guard let first = run.shown.pictures.first else { return nil }
        return Double(bits - run.trace.samples[first.index].size.bytes * 8) / run.shown.span
    }
}
