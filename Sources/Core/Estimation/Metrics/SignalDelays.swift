import LabModel

/// `signal_delay_ms`: of each frame sent in the measured stretch, until it or any later one was decoded.
enum SignalDelays: Metric {
    /// Above this many lost frames no delay is computed for each: then the number itself is the news.
    private static let lostLimit = 20_000_000

    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        let ledger = run.ledger
        guard ledger.isNumbered, ledger.isTimed else { return }
        let counts = ledger.counts
        guard (counts.expected ?? 0) - counts.marked <= lostLimit else { return }
        var walk = SignalWalk(run)
        for stream in ledger.streams {
            walk.add(stream)
        }
        guard !walk.series.isEmpty else { return }
        let values = Distribution(series: walk.series, sorted: walk.series.sorted(), seed: run.options.seed)
        summary.signalDelayMs = censored(values, count: walk.censored, least: walk.leastBound)
    }

    /// Names what is known only from below; an interval that reaches there is none.
    private static func censored(_ values: Distribution, count: Int, least: Double) -> SignalDelay {
        let names = values.ranks.filter { ($0.value ?? -.infinity) >= least }.map(\.name)
        var delay = SignalDelay(values: values, censored: count, lowerBound: names)
        let isKnown = { (ends: [Double]?) in (ends?.last ?? -.infinity) < least }
        delay.values.ci95P50 = isKnown(values.ci95P50) ? values.ci95P50 : nil
        delay.values.ci95P95 = isKnown(values.ci95P95) ? values.ci95P95 : nil
        return delay
    }
}

/// Walks the frames of a stream from the newest down, with the earliest decode so far.
private struct SignalWalk {
    /// Delays in milliseconds, by frame; of those that nothing resolved, what is known from below.
    private(set) var series: [Double] = []
    /// How many are known only from below.
    private(set) var censored = 0
    /// The least of those, in milliseconds; infinite where there are none.
    private(set) var leastBound = Double.infinity

    private let samples: [Sample]
    private let lookedUntil: WallTime?
    private var earliest: Int?

    init(_ run: MeasuredRun) {
        samples = run.trace.samples
        let offset = samples.last { $0.clockOffset != nil }?.clockOffset
        let ended = run.trace.drained ?? run.ended
        lookedUntil = ended.flatMap { ended in offset.map { ended + $0 } }
        series.reserveCapacity(run.fresh.count)
    }

    mutating func add(_ stream: StreamLedger) {
        let known = stream.sendTimes.known
        guard let newest = known.last, stream.first <= stream.last else { return }
        let begun = series.count
        defer { series[begun...].reverse() }
        earliest = nil
        addUnseen(stream, below: nil, above: newest)
        for position in known.indices.reversed() {
            let frame = known[position]
            if frame.isSeen {
                note(frame.index)
                if stream.first <= frame.number, frame.number <= stream.last {
                    add(stamped: frame.stamped)
                }
            } else if stream.isExpectedUnseen(frame.number) {
                add(stamped: frame.stamped)
            }
            addUnseen(stream, below: frame, above: position > 0 ? known[position - 1] : nil)
        }
    }

    private mutating func note(_ index: Int) {
        guard let shown = samples[index].decoded else { return }
        if let earliest, let best = samples[earliest].decoded, best <= shown {
            return
        }
        earliest = index
    }

    /// Adds the frames between two known ones, or beyond the last known one.
    private mutating func addUnseen(_ stream: StreamLedger, below upper: SeenFrame?, above lower: SeenFrame?) {
        let low = max(stream.first, lower.map { $0.number + 1 } ?? stream.first)
        let high = min(stream.last, upper.map { $0.number - 1 } ?? stream.last)
        guard low <= high, stream.isExpectedUnseen(low) else { return }
        for number in low...high {
            if let lower, let upper {
                add(stamped: SendTimes.interpolated(number, from: lower, to: upper))
            } else if let stamped = stream.sendTimes.extrapolated(number) {
                add(stamped: stamped)
            }
        }
    }

    private mutating func add(stamped: Int64) {
        let stamped = WallTime(nanoseconds: stamped)
        if let earliest {
            guard let shown = samples[earliest].decoded, let offset = samples[earliest].clockOffset else { return }
            series.append((shown - stamped + offset).milliseconds)
        } else if let lookedUntil {
            let bound = max(0, (lookedUntil - stamped).milliseconds)
            series.append(bound)
            censored += 1
            leastBound = min(leastBound, bound)
        }
    }
}
