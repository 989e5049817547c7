import LabModel

/// `frame_rate.periods`: the shown pictures cut into stretches of equal length, the last one as long as it is.
///
/// A remainder shorter than a twentieth of a stretch belongs to the stretch before it. Each rate is over the time from
/// the last picture of the stretch before to the stretch's own last picture, so that a short stretch has a true rate.
struct RatePeriods {
    private(set) var periods: [Summary.Period] = []

    /// A bound for absurd options and gaps: 10,000 stretches, or 27 hours of 10 s ones.
    private static let limit: Int64 = 10_000

    private let run: MeasuredRun
    private let length: Int64
    private let start: Int64
    private let count: Int

    init(_ run: MeasuredRun) {
        self.run = run
        let pictures = run.shown.pictures
        let begun = pictures.first?.instant ?? 0
        let span = (pictures.last?.instant ?? 0) - begun
        length = max(run.options.period.nanoseconds, 1_000_000, span / Self.limit)
        start = begun
        let whole = span / length
        let hasRemainder = span - whole * length >= max(1, length / 20)
        count = Int(max(1, whole + (hasRemainder ? 1 : 0)))
        if !pictures.isEmpty {
            cut()
        }
    }

    private func period(of instant: Int64) -> Int {
        min(count - 1, max(0, Int((instant - start) / length)))
    }

    private mutating func cut() {
        let pictures = run.shown.pictures
        let dropped = droppedByPeriod()
        let shift = startShift
        var (next, before) = (0, 0)
        for number in 0..<count {
            let from = next
            while next < pictures.count, period(of: pictures[next].instant) == number {
                next += 1
            }
            let start = shift + Double(Int64(number) * length) / 1e9
            periods.append(stretch(from..<next, before: before, startS: start, dropped: dropped?[number]))
            before = max(0, next - 1)
        }
    }

    /// From the first marked picture to the first one shown, in seconds: backlog may lie between.
    private var startShift: Double {
        guard !run.shown.isPresented, let first = run.firstMarked else { return 0 }
        return (WallTime(nanoseconds: start) - first).seconds
    }

    private func stretch(_ range: Range<Int>, before: Int, startS: Double, dropped: Int?) -> Summary.Period {
        let pictures = run.shown.pictures
        let delays = range.compactMap { run.trace.samples[pictures[$0].index].frameDelay?.milliseconds }
        var (fps, bitrate) = (Double?.none, Double?.none)
        if let last = range.last, pictures[last].instant > pictures[before].instant {
            let seconds = Double(pictures[last].instant - pictures[before].instant) / 1e9
            fps = Double(last - before) / seconds
            let bits = bits(after: pictures[before].index, through: pictures[last].index)
            // A trace may know no sizes.
            bitrate = bits > 0 ? Double(bits) / seconds : nil
        }
        return Summary.Period(
            startS: startS,
            frames: range.count,
            dropped: dropped,
            fps: fps,
            frameDelayMs: Moments.mean(delays),
            bitrateBps: bitrate
        )
    }

    private func bits(after first: Int, through last: Int) -> Int {
        guard first < last else { return 0 }
        return (first + 1...last).reduce(0) { sum, index in
            let counts = run.ledger.classes[index] != .after && run.ledger.classes[index] != .backlog
            return sum + (counts ? run.trace.samples[index].size.bytes * 8 : 0)
        }
    }

    /// Dropped frames by the stretch in which the next frame was shown; together those of the run.
    private func droppedByPeriod() -> [Int]? {
        guard run.ledger.counts.dropped != nil else { return nil }
        var dropped = [Int](repeating: 0, count: count)
        for gap in DroppedGaps(run.ledger).gaps {
            dropped[stretch(ofSample: gap.next)] += gap.frames
        }
        return dropped
    }

    private func stretch(ofSample index: Int) -> Int {
        let pictures = run.shown.pictures
        let next = pictures.firstIndex(fromSorted: { $0.index >= index })
        return next < pictures.count ? period(of: pictures[next].instant) : count - 1
    }
}
