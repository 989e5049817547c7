import LabModel

/// `segments`: of the segments and parts asked for before the end, from the end of each to its request, from there to its
/// bytes, and how old the playlist was.
///
/// A segment ends at its program time + its duration, taken to the receiver's clock. Who asked before it ended, by a hint,
/// waits for it: its request is negative. Those that ended before join are backlog, and were asked for late only because
/// the viewer came late. Across a step of the streamer's clock nobody knows by which side the playlist was written: then
/// nothing that stands on program times is known.
enum SegmentTimes: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard !run.trace.segments.isEmpty else { return }
        let asked = run.trace.segments.filter { fact in run.trace.end.map { fact.requested < $0 } ?? true }
        let timed = asked.map { (fact: $0, ended: run.ended($0)) }
        let live = timed.filter { segment in
            guard let join = run.trace.join, let ended = segment.ended else { return true }
            return ended >= join
        }
        var segments = Summary.Segments(count: asked.count)
        segments.backlog = timed.count - live.count
        segments.hinted = asked.count(where: \.isHinted)
        segments.incomplete = asked.count { $0.lastByte == nil }
        segments.segmentDurationMs = mean(asked.filter { $0.part == nil }.map(\.duration))
        segments.partDurationMs = mean(asked.filter { $0.part != nil }.map(\.duration))
        let request = Spread(live.map { segment in segment.ended.map { segment.fact.requested - $0 } })
        (segments.requestMs, segments.requestP95Ms) = (request.mean, request.p95)
        let firstByte = Spread(live.map { segment in segment.fact.firstByte.map { $0 - segment.fact.requested } })
        (segments.firstByteMs, segments.firstByteP95Ms) = (firstByte.mean, firstByte.p95)
        let lastByte = Spread(live.map { segment in segment.fact.lastByte.map { $0 - segment.fact.requested } })
        (segments.lastByteMs, segments.lastByteP95Ms) = (lastByte.mean, lastByte.p95)
        let complete = Spread(
            live.map { segment in
                guard let ended = segment.ended, let lastByte = segment.fact.lastByte else { return nil }
                return lastByte - ended
            }
        )
        (segments.completeMs, segments.completeP95Ms) = (complete.mean, complete.p95)
        let playlistAge = Spread(live.map(\.fact.playlistAge))
        (segments.playlistAgeMs, segments.playlistAgeP95Ms) = (playlistAge.mean, playlistAge.p95)
        summary.segments = segments
    }

    private static func mean(_ lengths: [Latency?]) -> Double? {
        Moments.mean(lengths.compactMap { $0?.milliseconds })
    }

    /// Of lengths that are known, in milliseconds.
    private struct Spread {
        let mean: Double?
        let p95: Double?

        init(_ lengths: [Latency?]) {
            let known = lengths.compactMap { $0?.milliseconds }.sorted()
            mean = Moments.mean(known)
            p95 = Percentile.of(sorted: known, 0.95)
        }
    }
}

extension MeasuredRun {
    /// When a segment's last picture was over, by the receiver's clock; nil where its program time, its duration or the
    /// clocks' offset is not known.
    fileprivate func ended(_ fact: SegmentFact) -> WallTime? {
        guard let began = fact.programTime, let duration = fact.duration else { return nil }
        return steadyOffset(at: fact.requested).map { began + duration - $0 }
    }

    /// Streamer clock − receiver clock at an instant of the receiver's; nil where it is not known, and where the
    /// streamer's clock was stepped.
    func steadyOffset(at instant: WallTime) -> Latency? {
        guard let clockFit else { return firstOffset }
        return clockFit.steps == 0 ? clockFit.reading(at: instant)?.offset : nil
    }
}
