import LabModel

/// `held_back_frames`: the receiving side held frames back.
///
/// Frames of a segment come at once and wait for each other, which is no fault; one that waits for half a segment, or half
/// a part, waits for the next one.
enum HeldBack: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard let median = summary.heldBackFrames.median, let longest = summary.heldBackFrames.max else { return nil }
        guard longest > 0, !run.isWaitOfBurst(run.waits.last) else { return nil }
        return RunWarning(
            code: .heldBackFrames,
            text: "The receiving side held frames back: by \(Figures.count(median, "period")) at the median, "
                + "\(longest) at most.",
            remedy:
                "Where it is every frame, encode without B-frames; where it is a few, quieten the receiver's machine."
        )
    }
}

extension MeasuredRun {
    /// Whether a wait from arrival to decoding is one that frames of a segmented stream have because they come at once:
    /// below half of what comes.
    func isWaitOfBurst(_ milliseconds: Double?) -> Bool {
        guard trace.media.isSegmented, let milliseconds else { return false }
        return burst.map { 2 * milliseconds < $0.milliseconds } ?? true
    }
}
