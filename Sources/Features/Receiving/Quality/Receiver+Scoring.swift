import LabModel
import RunStore

extension Receiver {
    /// Scores the rest of a run that is over, and puts the scores into its trace; ``scoringStop`` ends it.
    func score(_ trace: inout Trace, of run: StoredRun, session: ReceiveSession) {
        let tS = (clock.now() - session.join).seconds
        session.scoring?.conclude(&trace, uuid: run.manifest.uuid, tS: tS, interrupt: scoringStop.interrupt)
    }

    /// How far a run has come of which only pictures are still to be scored; nil where none is scored.
    func scoringProgress(_ session: ReceiveSession) -> ReceiveProgress? {
        session.scoring?.everyN.map { every in
            ReceiveProgress(stage: .scoring, elapsed: .zero, total: nil, tally: session.counted, scoredEvery: every)
        }
    }
}
