import LabModel

/// `arrival_delay_ms`: arrival − stamp + clock offset, of each fresh frame; and how arrival was taken.
enum ArrivalDelay: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.arrivalMethod = run.trace.arrivalMethod
        summary.arrivalDelayMs = .known(run.fresh.compactMap { run.trace.samples[$0].arrivalDelay?.milliseconds })
    }
}
