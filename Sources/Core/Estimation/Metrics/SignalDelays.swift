import LabModel

/// `signal_delay_ms`: of each frame sent in the measured stretch, until it or any later one was decoded.
enum SignalDelays: Metric {
    /// Above this many lost frames, a day of 60 a second, no delay is computed for each: then the number itself is the news.
    private static let unseenLimit = 5_184_000

    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.signalDelayMs = series(run)?.distribution(seed: run.options.seed)
    }

    /// The delay of each frame sent, in milliseconds, by frame; nil where marks carry no number or no time.
    static func series(_ run: MeasuredRun) -> CensoredSeries? {
        let ledger = run.ledger
        guard ledger.isNumbered, ledger.isTimed, ledger.unseen <= unseenLimit else { return nil }
        var walk = SignalWalk(run)
        for stream in ledger.streams {
            walk.add(stream)
        }
        return walk.series
    }
}

/// Walks the frames of a stream from the newest down, with the earliest decode so far.
private struct SignalWalk {
    /// Delays in milliseconds, by frame; of those that nothing resolved, what is known from below.
    private(set) var series = CensoredSeries()

    private let samples: [Sample]
    private let lookedUntil: WallTime?
    private var earliest: Int?

    init(_ run: MeasuredRun) {
        samples = run.trace.samples
        let offset = samples.last { $0.clockOffset != nil }?.clockOffset
        let ended = run.trace.drained ?? run.ended
        lookedUntil = ended.flatMap { ended in offset.map { ended + $0 } }
    }

    mutating func add(_ stream: StreamLedger) {
        let known = stream.sendTimes.known
        guard let newest = known.last, stream.first <= stream.last else { return }
        let before = series
        series = CensoredSeries()
        defer { series = before + series.reversed() }
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
            series.appendBound(max(0, (lookedUntil - stamped).milliseconds))
        }
    }
}
