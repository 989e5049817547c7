import LabModel

/// `startup_ms.joins`: the start-up's steps over fresh joins, the run's own among them; nil where only one was made.
///
/// A step that a join did not reach would have taken longer than the join was given: it enters with that lower bound.
/// What a join did without being told of it, as where a later step was reached, is not known at all, and a step that none
/// was told of has no distribution.
enum JoinTimes: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard let join = run.trace.join, !run.trace.joins.isEmpty else { return }
        // Fresh joins count from when connecting began, which is before the join where playlists are read first.
        let began = run.trace.startup.began ?? join
        let own = Trace.Join(began: began, startup: run.trace.startup, gaveUp: run.trace.drained)
        let all = [own] + run.trace.joins
        let reached = all.map(steps)
        let times = (0..<4).map { describe($0, of: all, reached: reached, seed: run.options.seed) }
        var joins = Summary.Joins(n: all.count, failed: all.count { $0.startup.firstMark == nil })
        (joins.connect, joins.firstByte, joins.firstFrame, joins.firstMark) = (times[0], times[1], times[2], times[3])
        summary.startupMs.joins = joins
    }

    /// When a join's steps were reached, in the order in which they are.
    private static func steps(of join: Trace.Join) -> [WallTime?] {
        [join.startup.connected, join.startup.firstByte, join.startup.firstFrame, join.startup.firstMark]
    }

    private static func describe(
        _ step: Int,
        of joins: [Trace.Join],
        reached: [[WallTime?]],
        seed: UInt64
    ) -> SignalDelay? {
        guard reached.contains(where: { $0[step] != nil }) else { return nil }
        var series = CensoredSeries()
        for (join, reached) in zip(joins, reached) {
            if let instant = reached[step] {
                series.append((instant - join.began).milliseconds)
            } else if reached[step...].allSatisfy({ $0 == nil }) {
                // Traces of older versions do not say when a join was given up: after the last step it reached.
                let until = join.gaveUp ?? reached.compactMap { $0 }.max() ?? join.began
                series.appendBound((until - join.began).milliseconds)
            }
        }
        return series.distribution(seed: seed)
    }
}
