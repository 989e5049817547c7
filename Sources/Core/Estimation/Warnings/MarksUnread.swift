import LabModel

/// `marks_unread`: under 99 % of the marks were read.
enum MarksUnread: WarningRule {
    private static let enough = 0.99

    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        let (pictures, unread) = (summary.frames.decoded, summary.frames.unreadable)
        guard pictures > 0 else { return nil }
        let share = Double(pictures - unread) / Double(pictures)
        guard share < enough else { return nil }
        return RunWarning(
            code: .marksUnread,
            text: "\(Figures.percent(share)) of the marks were read: \(unread) of \(pictures) pictures had none "
                + "that could be (\(causes(summary))).",
            remedy: "Raise the bitrate or the size, and check that nothing covers or crops the mark."
        )
    }

    private static func causes(_ summary: Summary) -> String {
        let byCount = summary.frames.unreadableBy.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return byCount.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}
