import LabModel

/// `clock`: how the offset was learnt, and how far it may be off.
///
/// On one machine offset, drift and bounds are zero. Fitting the offset over exchanges is not done here: samples carry
/// what was known when they came.
enum ClockFacts: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        var clock = Summary.Clock()
        clock.method = run.trace.clockMethod
        clock.exchanges = run.trace.exchanges.count
        clock.minRttMs = run.trace.exchanges.map(\.roundTrip).min()?.milliseconds
        clock.steps = run.trace.events.count { $0.code == RunWarning.Code.clockStep.rawValue }
        let middle = run.fresh.isEmpty ? nil : run.fresh[run.fresh.count / 2]
        clock.offsetMs = middle.flatMap { run.trace.samples[$0].clockOffset?.milliseconds }
        let bounds = run.fresh.compactMap { run.trace.samples[$0].clockErrorBound?.milliseconds }.sorted()
        clock.errorBoundMs = Percentile.of(sorted: bounds, 0.5)
        clock.errorBoundMaxMs = bounds.last
        if clock.method == .sameHost {
            clock.offsetMs = 0
            clock.driftPpm = 0
            clock.errorBoundMs = 0
            clock.errorBoundMaxMs = 0
        }
        summary.clock = clock
    }
}
