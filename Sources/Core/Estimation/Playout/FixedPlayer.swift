/// The player whose delay is fixed: a frame is due at its stamp time + the delay; late ones are skipped, and until the
/// next frame is due the player shows nothing new.
///
/// Frames stamped before join are not asked of it: how late they are tells when the viewer came, not what the stream
/// needs. A late frame stalls the player for the frame's own duration, a row of them until the next one on time; nothing
/// is counted twice, and the span is the duration of all frames.
struct FixedPlayer {
    /// The least delay at which each frame is on time, in nanoseconds.
    private let lateness: [Int64]
    /// How long each frame lasts, in nanoseconds.
    private let durations: [Double]
    private let span: Double

    /// Nil where no frame was stamped after join.
    init?(_ timeline: PlayoutTimeline) {
        var lateness: [Int64] = []
        var durations: [Double] = []
        let count = timeline.epochs.reduce(0) { $0 + $1.count }
        lateness.reserveCapacity(count)
        durations.reserveCapacity(count)
        for frames in timeline.epochs {
            for frame in frames where !frame.isBacklog {
                lateness.append(frame.lateness)
                durations.append(Double(frame.duration))
            }
        }
        guard !lateness.isEmpty else { return nil }
        self.lateness = lateness
        self.durations = durations
        span = durations.reduce(0, +)
    }

    /// The least delay in nanoseconds at which no frame is late.
    var leastDelay: Int64 {
        lateness.max() ?? 0
    }

    /// The least delay in nanoseconds at which the player stalls for at most 0.1 % of the span.
    var operatingDelay: Int64 {
        RankSelection.leastValue(lateness, weights: durations, limit: (span / 1_000).rounded(.down)) ?? 0
    }

    /// Where the curve of stalls over delay is drawn: from the earliest frame's lateness, at least 1 ms, where nearly
    /// everything is late, to the least delay without a stall, at least twice as much, where nothing is.
    var delays: [Int64] {
        let low = max(1_000_000, lateness.min() ?? 0)
        return LogGrid.points(from: low, to: max(leastDelay, 2 * low))
    }

    /// The part of the span in which nothing new is shown, 0 to 1, for each of some delays.
    /// - Parameter delays: In nanoseconds, ascending.
    /// - Returns: As many, descending.
    /// - Complexity: O(n log m) for n frames and m delays.
    func stalledRatios(at delays: [Int64]) -> [Double] {
        // Late at all delays before the first at which a frame is on time.
        var lateBefore = [Double](repeating: 0, count: delays.count + 1)
        for (lateness, duration) in zip(lateness, durations) {
            lateBefore[delays.firstIndex(fromSorted: { $0 >= lateness })] += duration
        }
        var ratios = [Double](repeating: 0, count: delays.count)
        var late = 0.0
        for index in delays.indices.reversed() {
            late += lateBefore[index + 1]
            ratios[index] = late / span
        }
        return ratios
    }
}
