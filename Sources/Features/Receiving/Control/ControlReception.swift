import Analysis
import Estimation
import LabModel
import Machine
import Media
import RunStore
import Synchronization

/// A control stream that is received beside runs, on threads of its own and by their clock.
final class ControlReception: Sendable {
    private struct State {
        var thread: WorkerThread?
        /// How many runs have not left it yet.
        var remaining: Int
    }

    private let session: ControlSession
    private let loop: SourceLoop
    private let clock: any LabClock
    private let state: Mutex<State>

    /// Prepares to receive; begins with the first run.
    ///
    /// - Parameters:
    ///   - settings: the runs' own, with the control's address in place of theirs.
    ///   - sentSize: the size that the streamer sends; nil where it is not known.
    ///   - runs: how many runs it is compared with.
    ///   - clockView: what is known of the streamer's clock.
    ///   - clock: the runs' clock.
    init(_ settings: ReceiveSettings, sentSize: PixelSize?, runs: Int, clockView: ClockView, clock: any LabClock) {
        let session = ControlSession(clock: clock)
        let interrupt = Interrupt()
        session.over.whenCome { interrupt.cancel() }
        loop = SourceLoop(
            settings: settings,
            session: session,
            clock: clock,
            interrupt: interrupt,
            sentSize: sentSize
        ) { stretch in
            let period = stretch.reader.video.frameRate?.period
            let plan = AnalysisPlan(
                limits: .live,
                classifier: SampleClassifier(join: session.join, nominalPeriod: period),
                clockView: clockView
            )
            return AnalysisPipeline(plan, clock: clock, sink: session)
        }
        self.session = session
        self.clock = clock
        state = Mutex(State(remaining: runs))
    }

    /// Lets a run have the control's samples and events from now on.
    func attend(_ run: ReceiveSession) {
        guard let writer = run.writers.control else { return }
        session.add(run, writer: writer)
        state.withLock { state in
            if state.thread == nil {
                state.thread = WorkerThread(name: "control") { [loop] in loop.run() }
            }
        }
    }

    /// Ends it for a run that is over; with the last of them it ends.
    ///
    /// A control that lags behind the stream under test first catches up with the last frame of the run, for as long as
    /// the run itself would have waited for its last frames.
    func leave(_ run: ReceiveSession, drain: Latency) async {
        if let newest = run.newestStamp, run.phase.isComplete || run.phase == .ended(.endOfStream) {
            await wait(for: newest, of: run, atMost: drain)
        }
        session.remove(run)
        let joins = session.joins
        run.recorder.update { $0.controlJoins = joins }
        let thread = state.withLock { state in
            state.remaining -= 1
            return state.remaining <= 0 ? state.thread : nil
        }
        if let thread {
            session.over.come()
            await thread.ended()
        }
    }

    /// How long a unit waited for the control's decoder at most, in milliseconds; nil before its end.
    var longestWaitMs: Double? {
        session.recorder.trace.receiver.maxDecodeQueueMs
    }

    private func wait(for stamp: WallTime, of run: ReceiveSession, atMost length: Latency) async {
        let deadline = clock.monotonicNow() + length
        while session.isReceiving, !session.hasReached(stamp), !Task.isCancelled {
            guard clock.monotonicNow() < deadline else {
                run.noted(code: "control_behind", text: "the control had not shown the run's last frames when it ended")
                return
            }
            // Cut short by cancellation, which the loop's condition sees.
            try? await clock.sleep(for: .milliseconds(20))
        }
    }
}
