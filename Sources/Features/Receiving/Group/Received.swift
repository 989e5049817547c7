import LabModel
import Machine

/// Runs that are over and not summed up yet; nobody is asked for anything any more, so that the streamer may end.
///
/// One that is never concluded is stored like one whose process was killed.
public struct Received: Sendable {
    private let receptions: [Reception]
    /// What each run came to, by its place.
    private let sessions: [Int: ReceiveSession]
    private let facts: GroupFacts?
    private let scoringStop: ScoringStop

    init(
        _ receptions: [Reception],
        sessions: [Int: ReceiveSession],
        facts: GroupFacts?,
        scoringStop: ScoringStop
    ) {
        (self.receptions, self.sessions, self.facts) = (receptions, sessions, facts)
        self.scoringStop = scoringStop
    }

    /// Whether pictures of them are scored, which may take minutes.
    public var isScored: Bool {
        sessions.values.contains { $0.scoring != nil }
    }

    /// Scores what is left to score of the runs, sums them up and stores that; once.
    ///
    /// It may take minutes: cancelling the task ends the scoring. Of a task that was cancelled before, whoever cancelled it
    /// asked for the measurement's end, and only ``ScoringStop`` ends the scoring.
    ///
    /// - Parameter onProgress: told of each run whose pictures are scored, by its place.
    /// - Returns: the runs in the receivers' order, also those whose stream failed; an error for one that could not be
    ///   summed up.
    public func conclude(
        onProgress: @escaping @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void = { _, _ in }
    ) async -> [Result<RunOutcome, any Error>] {
        guard let facts else { return [] }
        return await scoringStop.whileScoring(isScored) {
            // On a thread of its own: it may wait long for a database that another process holds.
            await WorkerThread.run(name: "conclude") {
                receptions.enumerated().compactMap { place, reception in
                    sessions[place].map { session in
                        reception.receiver.scoringProgress(session).map { onProgress(place, $0) }
                        return Result {
                            try reception.receiver.conclude(reception.run, session: session, facts: facts)
                        }
                    }
                }
            }
        }
    }
}
