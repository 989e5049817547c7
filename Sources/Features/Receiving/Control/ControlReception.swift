import Analysis
import Estimation
import LabModel
import Machine
import Media
import RunStore

/// A control stream that is received beside a run, on threads of its own and by the run's clock.
struct ControlReception: Sendable {
    private let session: ControlSession
    private let run: ReceiveSession
    private let clock: any LabClock
    private let thread: WorkerThread

    /// Begins to receive.
    ///
    /// - Parameters:
    ///   - settings: the run's own, with the control's address in place of the run's.
    ///   - run: what it is compared with.
    ///   - writer: stores the control's samples.
    ///   - clockView: what the run knows of the streamer's clock.
    ///   - clock: the run's clock.
    init(
        _ settings: ReceiveSettings,
        beside run: ReceiveSession,
        writer: SampleWriter,
        clockView: ClockView,
        clock: any LabClock
    ) {
        let session = ControlSession(join: run.join, writer: writer, clock: clock) { run.noted(code: $0, text: $1) }
        let interrupt = Interrupt()
        session.over.whenCome { interrupt.cancel() }
        let loop = SourceLoop(settings: settings, session: session, clock: clock, interrupt: interrupt) { reader in
            let period = reader.video.frameRate?.period
            let plan = AnalysisPlan(
                limits: .live,
                classifier: SampleClassifier(join: run.join, nominalPeriod: period),
                clockView: clockView
            )
            return AnalysisPipeline(plan, clock: clock, sink: session)
        }
        self.session = session
        self.run = run
        self.clock = clock
        thread = WorkerThread(name: "control") { loop.run() }
    }

    /// Ends it after the run.
    ///
    /// A control that lags behind the stream under test first catches up with the last frame of the run, for as long as
    /// the run itself would have waited for its last frames.
    func finish(drain: Latency) async {
        if let newest = run.newestStamp, run.phase.isComplete || run.phase == .ended(.endOfStream) {
            await wait(for: newest, atMost: drain)
        }
        session.over.come()
        await thread.ended()
        let queue = session.recorder.trace.receiver.maxDecodeQueueMs
        let joins = session.joins
        run.recorder.update { trace in
            trace.controlJoins = joins
            trace.receiver.maxDecodeQueueMs = [trace.receiver.maxDecodeQueueMs, queue].compactMap { $0 }.max()
        }
    }

    private func wait(for stamp: WallTime, atMost length: Latency) async {
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
