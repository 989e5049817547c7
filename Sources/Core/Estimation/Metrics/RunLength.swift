import LabModel

/// `run.duration_s`: from the first marked picture to the end; a file's is the time that its pictures span.
enum RunLength: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard let first = run.firstMarked else { return }
        if !run.isLive {
            // A single picture lasts no time that anybody knows.
            summary.run.durationS = run.shown.isPresented && run.shown.span > 0 ? run.shown.span : nil
        } else if let ended = run.ended {
            summary.run.durationS = max(0, (ended - first).seconds)
        }
    }
}
