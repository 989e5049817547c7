import Analysis
import Foundation
import LabModel
import Machine
import Media
import RunStore
import Scoring
import Synchronization

/// The scoring of a run's pictures: prepared before media is asked for, fed by the analysis, and ended with the run.
final class RunScoring: PictureObserver {
    private struct State {
        var scorer: FrameScorer?
        /// What happened since the run is over, when nobody else notes events any more.
        var late: [(code: String, text: String)] = []
        var isLate = false
    }

    /// What is scored, or why nothing is.
    private let prepared: Result<PreparedScoring, Refusal>
    private let settings: QualitySettings
    private let state = Mutex(State())

    /// Why nothing is scored, as a sentence.
    private struct Refusal: Error {
        var text: String
    }

    /// Prepares to score a run; blocks meanwhile.
    ///
    /// - Parameters:
    ///   - settings: the run's.
    ///   - description: what the streamer says of its stream; nil where it said nothing.
    ///   - clock: the clock of all waiting.
    /// - Returns: nil where quality was not asked for.
    static func prepare(
        _ settings: ReceiveSettings,
        of description: StreamDescription?,
        clock: any LabClock
    ) -> RunScoring? {
        guard let quality = settings.quality, !quality.metrics.isEmpty else { return nil }
        return RunScoring(quality, prepared: prepared(settings, quality, of: description, clock: clock))
    }

    private init(_ settings: QualitySettings, prepared: Result<PreparedScoring, Refusal>) {
        self.settings = settings
        self.prepared = prepared
    }

    private static func prepared(
        _ settings: ReceiveSettings,
        _ quality: QualitySettings,
        of description: StreamDescription?,
        clock: any LabClock
    ) -> Result<PreparedScoring, Refusal> {
        guard let description else {
            return .failure(Refusal(text: "Nobody described the stream, so that no reference could be redrawn."))
        }
        guard settings.control?.half == nil else {
            return .failure(Refusal(text: "Halves of filmed pictures have no reference to be compared with."))
        }
        do throws(ScoringError) {
            let isLive = !FileManager.default.fileExists(atPath: settings.url)
            return .success(try PreparedScoring(quality, of: description, isLive: isLive, clock: clock))
        } catch {
            return .failure(Refusal(text: "No reference could be redrawn: \(error)"))
        }
    }

    /// Starts scoring, or says why nothing is scored.
    ///
    /// - Parameters:
    ///   - isLive: whether pictures may be passed over.
    ///   - session: stores the scores as they come, so that a run that is killed keeps them, and notes what happens.
    func begin(isLive: Bool, session: ReceiveSession) {
        let note: @Sendable (String, String) -> Void = { [weak session] in session?.noted(code: $0, text: $1) }
        let writer = session.writers.test
        let unscored = facts
        session.recorder.update { $0.quality = unscored }
        switch prepared {
        case .failure(let refusal):
            note(Self.noReference, refusal.text)
        case .success(let prepared):
            let scorer = FrameScorer(
                prepared,
                isLive: isLive,
                onScore: { writer.add(quality: $0) }
            ) { [weak self] code, text in
                let isLate = self?.state.withLock { state in
                    if state.isLate {
                        state.late.append((code, text))
                    }
                    return state.isLate
                }
                if isLate != true {
                    note(code, text)
                }
            }
            state.withLock { $0.scorer = scorer }
        }
    }

    /// What is known before anything is scored.
    private var facts: QualityFacts {
        let metrics = QualityMetric.allCases.filter(settings.metrics.contains)
        var facts = QualityFacts(metrics: metrics, everyN: settings.everyN)
        facts.content = try? prepared.get().content
        return facts
    }

    /// The kind of event that says that nothing was scored.
    static let noReference = "no_reference"

    private var scorer: FrameScorer? {
        state.withLock { $0.scorer }
    }

    /// Every how many frames one is scored now; nil where none is.
    var everyN: Int? {
        scorer?.everyN
    }

    func connected(_ video: VideoStreamInfo) {
        scorer?.connected(video)
    }

    func arrived(_ unit: AccessUnit) {
        scorer?.arrived(unit)
    }

    func read(_ picture: Picture, as sample: Sample, connection: Int) {
        scorer?.read(picture, as: sample, connection: connection)
    }

    /// Nothing is noted anywhere else from here on.
    func end() {
        state.withLock { $0.isLate = true }
    }

    /// Scores the rest of a run that is over, and puts the scores into its trace; blocks as long as that takes.
    ///
    /// - Parameters:
    ///   - trace: the run, with its samples and its settled clock.
    ///   - uuid: the run's identity.
    ///   - tS: when it ended, in seconds, for the events.
    ///   - interrupt: ends it soon.
    func conclude(_ trace: inout Trace, uuid: String, tS: Double, interrupt: Interrupt) {
        let folder = settings.worstFolder ?? "worst-\(uuid)"
        trace.quality =
            scorer?.conclude(trace, worstFolder: folder, interrupt: interrupt) ?? facts
        trace.events += state.withLock { $0.late }.map { RunEvent(tS: tS, code: $0.code, text: $0.text) }
    }
}
