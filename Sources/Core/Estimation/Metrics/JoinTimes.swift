import LabModel

/// `startup_ms.joins`: the start-up's steps over fresh joins, the run's own among them; nil where only one was made.
///
/// A join that showed no mark in time counts as failed, and its steps count nowhere: how long it would have taken is
/// not known.
enum JoinTimes: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard let join = run.trace.join, !run.trace.joins.isEmpty else { return }
        let all = [Trace.Join(began: join, startup: run.trace.startup)] + run.trace.joins
        let shown = all.filter { $0.startup.firstMark != nil }
        let times = { (step: KeyPath<Trace.Startup, WallTime?>) in
            Distribution.known(
                series: shown.compactMap { join in join.startup[keyPath: step].map { ($0 - join.began).milliseconds } },
                seed: run.options.seed
            )
        }
        var joins = Summary.Joins(n: all.count, failed: all.count - shown.count)
        joins.connect = times(\.connected)
        joins.firstByte = times(\.firstByte)
        joins.firstFrame = times(\.firstFrame)
        joins.firstMark = times(\.firstMark)
        summary.startupMs.joins = joins
    }
}
