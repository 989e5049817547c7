import LabModel

/// Cuts a run's frame delays, dropped frames and clock offsets into stretches of its time.
struct DelayLine {
    /// A stretch holds so many frames at least, so that short runs do not give ragged lines.
    private static let leastFrames: Int64 = 4

    private let run: MeasuredRun
    private let line: RunLine
    private let grid: StretchGrid

    /// Nil where the run's time is not known, or nothing was seen.
    init?(_ run: MeasuredRun, line: RunLine) {
        let times = run.fresh.compactMap { line.place(ofSample: $0) }
        guard let first = times.min(), let last = times.max() else { return nil }
        self.run = run
        self.line = line
        let period = min(max(run.period ?? .milliseconds(40), .milliseconds(1)), .seconds(1))
        grid = StretchGrid(from: first, through: last, least: Self.leastFrames * period.nanoseconds)
    }

    /// Delays and drops; a stretch without frames stays, so that a line breaks there.
    func delays(_ gaps: DroppedGaps) -> [DelayStretch] {
        var values = [[Double]](repeating: [], count: grid.count)
        for index in run.fresh {
            guard let delay = run.trace.samples[index].frameDelay, let time = line.place(ofSample: index) else {
                continue
            }
            values[grid.place(of: time)].append(delay.milliseconds)
        }
        var stretches = values.indices.map { place in
            var stretch = DelayStretch(startS: grid.startS(of: place), lengthS: grid.lengthS)
            let sorted = values[place].sorted()
            stretch.frames = sorted.count
            stretch.minMs = sorted.first
            stretch.medianMs = Self.median(sorted)
            stretch.maxMs = sorted.last
            return stretch
        }
        for gap in gaps.gaps {
            guard let time = line.place(ofSample: gap.next) else { continue }
            stretches[grid.place(of: time)].dropped += gap.frames
        }
        return stretches
    }

    /// In whole nanoseconds, as it is stored.
    private static func median(_ sorted: [Double]) -> Double? {
        Percentile.of(sorted: sorted, 0.5).map { ($0 * 1e6).rounded() / 1e6 }
    }

    /// What was known of the clocks, of the stretches in which it was known; of samples by a streamer's clock with all
    /// its steps.
    func clock(_ samples: [Sample]) -> [ClockStretch] {
        var offsets = [[Double]](repeating: [], count: grid.count)
        var bounds = [Double?](repeating: 0, count: grid.count)
        for index in run.fresh {
            guard let offset = samples[index].clockOffset, let time = line.place(ofSample: index) else { continue }
            let place = grid.place(of: time)
            offsets[place].append(offset.milliseconds)
            let bound = samples[index].clockErrorBound?.milliseconds
            bounds[place] = bounds[place].flatMap { known in bound.map { max(known, $0) } }
        }
        return offsets.indices.compactMap { place in
            let sorted = offsets[place].sorted()
            guard let least = sorted.first, let largest = sorted.last else { return nil }
            var stretch = ClockStretch(
                startS: grid.startS(of: place),
                lengthS: grid.lengthS,
                offsetMs: Self.median(sorted) ?? least,
                boundMs: bounds[place]
            )
            (stretch.minMs, stretch.maxMs) = (least, largest)
            return stretch
        }
    }
}
