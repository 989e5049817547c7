import LabModel

/// `held_back_frames`: the receiving side held frames back.
enum HeldBack: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard let median = summary.heldBackFrames.median, let longest = summary.heldBackFrames.max else { return nil }
        guard longest > 0 else { return nil }
        return RunWarning(
            code: .heldBackFrames,
            text: "The receiving side held frames back: by \(Figures.count(median, "period")) at the median, "
                + "\(longest) at most.",
            remedy:
                "Where it is every frame, encode without B-frames; where it is a few, quieten the receiver's machine."
        )
    }
}
