public import SlurmJobs

/// What is to be submitted once a sweep's jobs have ended, before its results are brought together.
public enum SweepRound: Hashable, Sendable {
    /// These lines again, ascending: nothing of their own ended them, and rounds are left.
    case again([Int])
    /// Only a job that merges later: lines are measured or in the queue, and none waits for them.
    case later
    /// Nothing: what there is can be brought together.
    case over

    /// Decides for a sweep.
    ///
    /// - Parameters:
    ///   - manifest: what it is.
    ///   - status: how far it is.
    ///   - isMergeDue: whether no job waits that will bring together what its arrays do.
    ///   - own: the job that asks; nil outside of one.
    public init(_ manifest: SweepManifest, _ status: SweepStatus, isMergeDue: Bool, own: SlurmJobID?) {
        let isOwn = own != nil && own?.number == manifest.mergeJob
        // A job that another one took the place of, or whoever asks while one waits, leaves it to that one.
        guard manifest.submission != nil, isOwn || status.mergeState.map(\.isOver) != false else {
            self = .over
            return
        }
        let isGoing = status.lines.contains { !$0.isLost && ($0.state == .running || $0.state == .waiting) }
        if manifest.rounds.isLeft, !status.lost.isEmpty {
            self = .again(status.lost)
        } else {
            self = isMergeDue && isGoing ? .later : .over
        }
    }
}
