import LabModel

/// `no_reference`: quality was asked for, and no frame of the measured stretch was scored.
enum NoReference: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard let facts = run.trace.quality, !facts.metrics.isEmpty, summary.quality?.matched == nil else { return nil }
        let reason = reason(run, summary)
        return RunWarning(
            code: .noReference,
            text:
                "Quality was asked for, and no frame was scored: \(reason.text)\(reason.text.hasSuffix(".") ? "" : ".")",
            remedy: reason.remedy
        )
    }

    private static func reason(_ run: MeasuredRun, _ summary: Summary) -> (text: String, remedy: String) {
        for (code, remedy) in told {
            if let text = run.trace.events.first(where: { $0.code == code })?.text {
                return (text, remedy)
            }
        }
        guard summary.frames.marked > 0 else {
            return ("no mark was read", "Look at the reasons that the summary's unreadable pictures give.")
        }
        guard run.ledger.isNumbered, run.ledger.isTimed else {
            return ("the marks do not say which frame was sent when", "Send the stream by the lab's own streamer.")
        }
        return ("none was chosen and in time", "Measure for longer, or score more frames with --quality-every.")
    }

    /// The events that tell a reason, the one that explains most first, and what helps then.
    private static let told = [
        (RunWarning.Code.noReference.rawValue, describe), ("quality_foreign_stream", describe),
        ("quality_not_scored", mend), ("quality_vmaf", mend),
    ]
    private static let describe =
        "Name the stream's description with --stream, and the file it was made from with --content."
    private static let mend = "Do what the reason says; a recording can be scored again with glasslab score."
}
