internal import LabModel
internal import Media

/// What the scoring thread does while a run goes on: scores what waits and, while nothing does, what was deferred.
struct ScoringLoop: Sendable {
    let stream: PreparedScoring
    let queue: ScoringQueue<ScoringJob>
    let deferred: DeferredFrames
    /// Where deferred frames are found again; nil where nothing is kept.
    let spool: UnitSpool?

    /// Scores until the queue is closed.
    func run() {
        let follower = spool.map { SpoolFollower(deferred, spool: $0, clock: stream.clock) }
        defer { follower?.end() }
        while true {
            if queue.isIdle, let late = follower?.next(while: { queue.isIdle }) {
                score(late.picture, late.stamp)
            } else if let job = queue.take() {
                score(job.picture, job.stamp)
            } else {
                return
            }
        }
    }

    private func score(_ picture: Picture, _ stamp: FrameStamp) {
        stream.use { $0.score(picture, shown: stamp.number, against: stamp, as: .matched) }
    }
}
