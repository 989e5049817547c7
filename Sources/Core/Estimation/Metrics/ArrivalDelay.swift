import LabModel

/// `arrival_delay_ms`: arrival − stamp + clock offset, of each fresh frame; and how arrival was taken.
enum ArrivalDelay: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.arrivalMethod = run.trace.arrivalMethod
        let delays = run.fresh.compactMap { run.trace.samples[$0].arrivalDelay?.milliseconds }
        summary.arrivalDelayMs = .known(series: delays, seed: run.options.seed)
    }
}
