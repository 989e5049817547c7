import LabModel

/// `link_bypassed`: media came past the link that stood in its way, so that the run says nothing of that link and is not
/// ranked.
enum LinkBypassed: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard let event = run.trace.events.first(where: { $0.code == RunWarning.Code.linkBypassed.rawValue }) else {
            return nil
        }
        return RunWarning(
            code: .linkBypassed,
            text: event.text,
            remedy: "Give the address that the media really comes from, or play HLS by --protocol ll-hls."
        )
    }
}
