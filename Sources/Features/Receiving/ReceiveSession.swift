import Analysis
import Estimation
import Foundation
import LabModel
import Machine
import RunStore

/// One run while it goes on: hears of every frame and event, stores them, and knows when the run is over.
///
/// Called from the threads of the analysis, the thread of arrivals and the task that watches the time.
final class ReceiveSession: AnalysisSink, @unchecked Sendable {
    let recorder: TraceRecorder
    let join: WallTime
    private let condition = NSCondition()
    private var controller: RunController
    private var tally: LiveTally
    private var failure: (any Error)?
    private var lateNews: [@Sendable () -> Void] = []
    private let writer: SampleWriter
    private let clock: any LabClock

    init(settings: ReceiveSettings, join: WallTime, writer: SampleWriter, clock: any LabClock) {
        self.join = join
        recorder = TraceRecorder(join: join)
        controller = RunController(settings: settings, now: clock.monotonicNow())
        tally = LiveTally()
        self.writer = writer
        self.clock = clock
    }

    // MARK: What the analysis says

    func analysed(_ sample: Sample) {
        let now = clock.monotonicNow()
        let (belongs, isFirstMark) = condition.withLock {
            let isFirstMark = controller.end == nil && sample.stamp != nil
            let belongs = controller.analysed(sample, now: now)
            if belongs {
                tally.add(sample)
            }
            if controller.isOver {
                overHasCome()
            }
            return (belongs, isFirstMark)
        }
        guard belongs else { return }
        writer.add(sample)
        if let decoded = sample.decoded {
            recorder.update { trace in
                trace.startup.firstFrame = trace.startup.firstFrame ?? decoded
                if isFirstMark {
                    trace.startup.firstMark = trace.startup.firstMark ?? decoded
                }
            }
        }
    }

    func noted(code: String, text: String) {
        writer.add(event: recorder.note(code, text, at: clock.now()))
    }

    func failed(_ error: any Error) {
        noted(code: "decoder_failed", text: "\(error)")
        fail(error)
    }

    // MARK: What the source says

    func connected(isLive: Bool) {
        condition.withLock { controller.connected(isLive: isLive, now: clock.monotonicNow()) }
    }

    func mediaArrived() {
        condition.withLock { controller.mediaArrived(now: clock.monotonicNow()) }
    }

    func sourceStopped(canReconnect: Bool) -> RunController.SourceVerdict {
        condition.withLock { controller.sourceStopped(canReconnect: canReconnect, now: clock.monotonicNow()) }
    }

    func sourceExhausted() {
        condition.withLock {
            controller.sourceExhausted()
            overHasCome()
        }
    }

    /// Ends the run because it cannot go on; the first such error is what the run reports.
    func fail(_ error: any Error) {
        condition.withLock {
            failure = failure ?? error
            controller.fail()
            overHasCome()
        }
    }

    // MARK: What the watcher asks

    func interrupt() {
        condition.withLock {
            controller.interrupt()
            overHasCome()
        }
    }

    /// Lets time pass, and tells how far the run has come; a store that takes no more samples ends the run.
    func tick() -> RunController.Phase {
        if let failure = writer.failure {
            fail(failure)
        }
        return condition.withLock {
            controller.tick(now: clock.monotonicNow())
            if controller.isOver {
                overHasCome()
            }
            return controller.phase
        }
    }

    var phase: RunController.Phase {
        condition.withLock { controller.phase }
    }

    var end: WallTime? {
        condition.withLock { controller.end }
    }

    /// Whether the source is live; true until it is known.
    var isLive: Bool {
        condition.withLock { controller.isLive }
    }

    var firstFailure: (any Error)? {
        condition.withLock { failure }
    }

    /// What was counted so far.
    var counted: LiveTally {
        condition.withLock { tally }
    }

    /// Stores what the streamer said about the time.
    func learnt(_ exchange: ClockExchange) {
        writer.add(exchange: exchange)
    }

    /// Does something as soon as the run is over, at once when it is over already.
    func whenOver(_ news: @escaping @Sendable () -> Void) {
        let isOver = condition.withLock {
            if !controller.isOver {
                lateNews.append(news)
            }
            return controller.isOver
        }
        if isOver {
            news()
        }
    }

    /// Blocks the calling thread for a while, or until the run is over.
    /// - Returns: whether the run is over.
    func waitUntilOver(atMost length: Latency) -> Bool {
        let deadline = Date(timeIntervalSinceNow: length.seconds)
        condition.lock()
        defer { condition.unlock() }
        while !controller.isOver {
            guard condition.wait(until: deadline) else { break }
        }
        return controller.isOver
    }

    private func overHasCome() {
        condition.broadcast()
        let news = lateNews
        lateNews = []
        for tell in news {
            tell()
        }
    }
}
