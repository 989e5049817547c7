import Estimation
import LabCommand
import LabModel
import Machine
import Media
import Receiving
import RunConsole
import RunStore
import Scoring

/// Two files compared frame by frame, in order, and stored as a run.
struct PairScoring: Sendable {
    let reference: String
    let distorted: String
    let scoring: QualitySettings
    let clock: SystemClock

    /// Scores until the shorter file ends.
    ///
    /// A Ctrl-C ends it earlier, and what was scored is stored; a second one leaves VMAF's programs no time for what they have
    /// not told yet, and only the third ends the process without a run.
    ///
    /// - Throws: a `ScoringError` where nothing can be compared: then nothing is stored.
    func run(id: String, uuid: String, database path: String, console: RunConsole) async throws -> ExitStatus {
        let began = clock.now()
        let store = try RunStore.open(path, telling: console.console)
        console.show("comparing")
        defer { console.clear() }
        var scoring = scoring
        scoring.worstFolder = scoring.worstFolder ?? "worst-\(uuid)"
        let scorer = OfflineScorer(scoring, clock: clock)
        // Storing is within it too: no signal ends the process between the scores and their place in the store.
        let result = try await withInterruptHandling { interrupt in
            let (stop, hurry) = (Media.Interrupt(), Media.Interrupt())
            interrupt.onRequest(stop.cancel)
            interrupt.onFurtherRequest {
                let isNews = !hurry.isCancelled
                hurry.cancel()
                return isNews
            }
            let outcome = try await WorkerThread.run(name: "score") {
                compare(by: scorer, console, (stop, hurry))
            }.get()
            return try save(outcome, draft(id: id, uuid: uuid, at: began), in: store)
        }
        return try console.finish(result, store: store, samples: nil)
    }

    private func save(
        _ outcome: OfflineScorer.Outcome,
        _ draft: RunDraft,
        in store: RunStore
    ) throws -> RunOutcome {
        var trace = Trace()
        trace.quality = outcome.facts
        trace.events = outcome.events
        trace.endReason = outcome.endReason
        var summary = Estimator.summarize(trace, manifest: draft.manifest(attempt: 1))
        let run = try store.add(draft, trace: trace, summary: summary, clock: clock)
        summary.run.attempt = run.manifest.attempt
        let isDone = trace.endReason == .endOfStream && summary.quality?.matched != nil
        return RunOutcome(run: run, summary: summary, exitStatus: isDone ? .done : .partial)
    }

    private func compare(
        by scorer: OfflineScorer,
        _ console: RunConsole,
        _ end: (stop: Media.Interrupt, hurry: Media.Interrupt)
    ) -> Result<OfflineScorer.Outcome, ScoringError> {
        do throws(ScoringError) {
            return .success(
                try scorer.score(distorted, against: reference, interrupt: end.stop, hurry: end.hurry) { done in
                    console.show("frame \(done)")
                }
            )
        } catch {
            return .failure(error)
        }
    }

    private func draft(id: String, uuid: String, at now: WallTime) -> RunDraft {
        var settings = scoring.manifest
        settings[SettingName.reference.rawValue] = .text(SafeAddress.of(reference))
        settings[SettingName.marks.rawValue] = .text("none")
        return RunDraft(
            uuid: uuid,
            id: id,
            provider: "file",
            url: SafeAddress.of(distorted),
            startedAt: now,
            settings: settings,
            versions: RunVersions.all,
            machine: Host.facts()
        )
    }
}
