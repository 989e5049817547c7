import LabModel

/// `av_offset_ms`: picture − sound of each beep, at the median; positive where the picture comes later.
///
/// Both are presentation times, so that no clock is needed. Beeps whose picture was decoded behind the end take no part.
enum AudioVideoOffset: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        let heard = run.trace.avOffsets.filter { beep in run.trace.end.map { beep.decoded < $0 } ?? true }
        summary.avOffsetMs = Percentile.of(sorted: heard.map(\.offset.milliseconds).sorted(), 0.5)
    }
}
