import LabModel

/// `streamer`: what the streamer said of itself, and how late this run's frames were by their marks.
///
/// Its own words on that are of all its frames in the run's time, also of those nobody received: they stand in only for marks
/// that carry no lateness.
enum StreamerFacts: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.streamer = run.trace.streamer
        let lateness = lateness(run)
        guard !lateness.isEmpty else { return }
        var streamer = summary.streamer ?? Summary.Streamer()
        streamer.latenessMs = Summary.Spread(
            p50: Percentile.of(sorted: lateness, 0.5),
            p95: Percentile.of(sorted: lateness, 0.95),
            max: lateness.last
        )
        if streamer.late == nil, let period = run.period {
            streamer.late = lateness.count { $0 > period.milliseconds / 2 }
        }
        summary.streamer = streamer
    }

    /// The lateness that the lab's own marks carry, in milliseconds, ascending; foreign marks carry none.
    private static func lateness(_ run: MeasuredRun) -> [Double] {
        run.fresh.compactMap { index in
            guard let stamp = run.trace.samples[index].stamp, !stamp.streamID.isForeign else { return nil }
            return stamp.lateness.milliseconds
        }
        .sorted()
    }
}
