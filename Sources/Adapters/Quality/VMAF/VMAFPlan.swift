/// Which pictures a process is sent, and in what order, so that each score sees its own neighbours and nothing else.
///
/// libvmaf takes a picture's motion as the lesser of the steps from the reference before and to the reference after;
/// everything else of a score is of the picture alone. So each picture is sent between its two neighbours, whose own
/// scores nobody reads.
struct VMAFPlan {
    /// Which reference a sent picture has.
    enum Reference: Equatable {
        /// The one before the submitted picture's.
        case before
        /// The submitted picture's own.
        case own
        /// The one after it.
        case after
        /// The one after the picture that was submitted before; it was kept.
        case kept
    }

    /// What is known of a submitted picture.
    struct Submission {
        var hasBefore: Bool
        var hasAfter: Bool
        /// Whether the picture submitted before has the neighbour `before` as its own reference, and this one's as
        /// its `after`.
        var followsOn = false
        /// Whether the `after` of the picture submitted before is this one's `before`.
        var sharesNeighbour = false
    }

    let interval: VMAFCommand.Interval
    /// How many pictures were sent.
    private(set) var sent = 0
    /// Whether the last submitted picture's `after` has not been sent yet.
    private(set) var isOpen = false

    init(_ interval: VMAFCommand.Interval) {
        self.interval = interval
    }

    /// Whether a process that was sent this much can take the picture: what has nothing before it must be its first.
    func takes(_ submission: Submission) -> Bool {
        submission.hasBefore || sent == 0
    }

    /// What is sent for a picture: exactly one has its own reference, and the submitted picture beside it.
    mutating func steps(for submission: Submission) -> [Reference] {
        let steps = interval == .every ? inRow(submission) : inTriple(submission)
        sent += steps.count
        return steps
    }

    /// What is still to be sent when nothing more comes.
    mutating func closing() -> [Reference] {
        defer { isOpen = false }
        sent += isOpen ? 1 : 0
        return isOpen ? [.kept] : []
    }

    private mutating func inRow(_ submission: Submission) -> [Reference] {
        defer { isOpen = submission.hasAfter }
        if isOpen, submission.followsOn {
            return [.own]
        }
        let isThere = isOpen && submission.sharesNeighbour
        return (isOpen ? [.kept] : []) + (submission.hasBefore && !isThere ? [.before] : []) + [.own]
    }

    /// Own references stand where libvmaf computes everything: at multiples of three.
    private func inTriple(_ submission: Submission) -> [Reference] {
        let after: [Reference] = submission.hasAfter ? [.after] : []
        guard submission.hasBefore else { return [.own] + after }
        let padding = (2 - sent % 3 + 3) % 3
        return [Reference](repeating: .before, count: padding + 1) + [.own] + after
    }
}
