import LabModel

/// `arrival_delay_ms`: arrival − stamp + clock offset, of each fresh frame; and how arrival was taken.
///
/// Nothing arrives from a file. A trace tells one instant of arrival and decoding, hence one delay of both.
enum ArrivalDelay: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.arrivalMethod = run.isLive ? run.trace.arrivalMethod : nil
        guard run.trace.clockMethod != .trace else {
            summary.arrivalDelayMs = summary.frameDelayMs
            return
        }
        let delays = run.fresh.compactMap { run.trace.samples[$0].arrivalDelay?.milliseconds }
        summary.arrivalDelayMs = .known(series: delays, seed: run.options.seed)
    }
}
