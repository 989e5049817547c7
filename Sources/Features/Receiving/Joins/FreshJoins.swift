import Analysis
import Estimation
import LabModel
import Machine
import Media

/// Joins a stream anew, one time after the other, to see how soon a picture comes.
///
/// A join begins where the one before ended, and that is often just behind a keyframe: whoever waits for the next one
/// would wait for the whole of it each time. So the joins are spread evenly over the time from keyframe to keyframe.
struct FreshJoins: Sendable {
    /// What to join, and how long a join may take.
    let settings: ReceiveSettings
    /// The time from keyframe to keyframe.
    let spacing: Latency
    /// The size that the streamer sends; nil where it is not known.
    var sentSize: PixelSize?
    /// The run's clock.
    let clock: any LabClock

    /// Makes one join: connects, waits for the first readable mark, and closes.
    /// - Parameter index: the how manieth it is, from 0.
    /// - Returns: what came of it; nil where the task was cancelled before a mark was read.
    func join(_ index: Int) async -> (join: Trace.Join, failure: String?)? {
        do {
            try await clock.sleep(for: pause(index))
        } catch {
            return nil
        }
        let session = JoinSession(limit: settings.startLimit, clock: clock)
        let thread = WorkerThread(name: "join") { [loop = loop(session)] in loop.run() }
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    // Cut short once the join is over.
                    try? await clock.sleep(for: settings.startLimit)
                    session.over.come()
                }
                await thread.ended()
                group.cancelAll()
            }
        } onCancel: {
            session.over.come()
        }
        let failure = session.failure
        return failure != nil && Task.isCancelled ? nil : (session.join, failure)
    }

    /// How long to wait before a join: a sequence that fills the time from keyframe to keyframe ever more evenly.
    func pause(_ index: Int) -> Latency {
        let goldenRatio = (5.0.squareRoot() - 1) / 2
        let place = (Double(index) + 0.5) * goldenRatio
        return .milliseconds(spacing.milliseconds * (place - place.rounded(.down)))
    }

    private func loop(_ session: JoinSession) -> SourceLoop {
        let interrupt = Interrupt()
        session.over.whenCome { interrupt.cancel() }
        return SourceLoop(
            settings: settings,
            session: session,
            clock: clock,
            interrupt: interrupt,
            sentSize: sentSize
        ) { stretch in
            let plan = AnalysisPlan(
                limits: .live,
                classifier: SampleClassifier(join: nil, nominalPeriod: stretch.reader.video.frameRate?.period),
                clockView: ClockView(),
                control: settings.control?.half
            )
            return AnalysisPipeline(plan, clock: clock, sink: session)
        }
    }
}
