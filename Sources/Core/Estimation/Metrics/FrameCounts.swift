import LabModel

/// `frames`: what became of every frame and picture, and the check that the counts add up.
enum FrameCounts: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.frames = run.ledger.counts
        for text in run.ledger.brokenInvariants {
            summary.events.append(RunEvent(tS: 0, code: "internal_error", text: "Frame counts do not add up: \(text)."))
        }
    }
}
