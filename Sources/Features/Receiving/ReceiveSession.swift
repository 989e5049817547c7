import Analysis
import Estimation
import LabModel
import Media
import RunStore
import Synchronization

/// One run while it goes on: hears of every frame and event, stores them, and knows when the run is over.
///
/// Called from the threads of the analysis, the thread of arrivals and the task that watches the time.
final class ReceiveSession: SourceSession {
    private struct State {
        var controller: RunController
        var failure: (any Error)?
        /// The newest stamp of the run.
        var newestStamp: WallTime?
        var keyframes = KeyframeSpacing()
        var join: WallTime
        var joinMoved: (@Sendable () -> Void)?
        var hasConnected = false
        /// Bytes of media that libav fetched.
        var fetched = 0
        /// Refusals in a row of a stream that may still come up.
        var refusals = 0
        /// Why it was last refused.
        var lastRefusal: String?
    }

    let recorder: TraceRecorder
    /// When the run was over, and no more frames were taken.
    let over: RunEnd
    /// When it was first looked for a stream.
    let began: WallTime
    private let awaitsStart: Bool
    private let state: Mutex<State>
    let writers: RunWriters
    /// Scores the pictures; nil where quality was not asked for.
    let scoring: RunScoring?
    private let clock: any LabClock
    private let listener: SoundListener

    init(
        settings: ReceiveSettings,
        join: WallTime,
        writers: RunWriters,
        scoring: RunScoring? = nil,
        clock: any LabClock
    ) {
        began = join
        awaitsStart = settings.awaitsStart
        let recorder = TraceRecorder(join: join, secrets: settings.secrets)
        self.recorder = recorder
        listener = SoundListener(
            note: { code, text in
                if let event = recorder.note(code, text, at: clock.now()) {
                    writers.test.add(event: event)
                }
            },
            paired: recorder.noteOffsets
        )
        over = RunEnd(clock: clock)
        let controller = RunController(settings: settings, now: clock.monotonicNow())
        state = Mutex(State(controller: controller, join: join))
        self.writers = writers
        self.scoring = scoring
        self.clock = clock
    }

    // MARK: What the analysis says

    func analysed(_ sample: Sample, control: Sample?) {
        let now = clock.monotonicNow()
        let belongs = change { $0.analysed(sample, now: now) }
        guard belongs else { return }
        writers.test.add(sample)
        control.map { writers.control?.add($0) }
        state.withLock { state in
            state.keyframes.add(sample)
            if let time = sample.stamp?.time {
                state.newestStamp = max(state.newestStamp ?? time, time)
            }
        }
        listener.saw(sample)
        guard let decoded = sample.decoded else { return }
        recorder.update { trace in
            trace.startup.firstFrame = trace.startup.firstFrame ?? decoded
            if sample.stamp != nil {
                trace.startup.firstMark = trace.startup.firstMark ?? decoded
            }
        }
    }

    func opened(size: PixelSize, frameRate: FrameRate?) {
        recorder.update { trace in
            trace.media.width = size.width
            trace.media.height = size.height
            // What the container or the streamer promised is nearer to the truth than a codec's header.
            trace.media.fps = trace.nominalPeriod.map { 1 / $0.seconds } ?? frameRate?.framesPerSecond
        }
        storeFacts()
    }

    func noted(code: String, text: String) {
        if let event = recorder.note(code, text, at: clock.now()) {
            writers.test.add(event: event)
        }
    }

    func fetched(_ segment: SegmentFact) {
        recorder.noteSegment(segment)
        writers.test.add(segment: segment)
    }

    func failed(_ error: any Error) {
        noted(code: "decoder_failed", text: "\(error)")
        fail(error)
    }

    // MARK: What the source says

    func asking(at now: WallTime) {
        guard awaitsStart else { return }
        let (isJoin, moved) = state.withLock { state in
            guard !state.hasConnected else { return (false, nil as (@Sendable () -> Void)?) }
            state.join = now
            return (true, state.joinMoved)
        }
        if isJoin {
            recorder.rejoin(at: now)
            moved?()
        }
    }

    /// Calls back whenever the join of a stream that may come up later has moved; to be told before media is asked for.
    func whenJoinMoves(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.joinMoved = body }
    }

    func connected(isLive: Bool, drain: Latency?) {
        state.withLock { $0.hasConnected = true }
        change { $0.connected(isLive: isLive, drain: drain) }
        storeFacts()
    }

    func mediaArrived() {
        let now = clock.monotonicNow()
        change { $0.mediaArrived(now: now) }
    }

    func readElsewhere(_ size: ByteCount) {
        state.withLock { $0.fetched += size.bytes }
    }

    func sourceStopped(_ stop: SourceStop, canReconnect: Bool) -> SourceVerdict {
        if awaitsStart, let verdict = stoppedBeforeMedia(stop) {
            return verdict
        }
        switch stop {
        case .ended:
            noted(code: "source_ended", text: stop.text)
        case .failed(let error):
            // On a busy machine the source's own limit may pass before anybody looked at the run's shorter one.
            _ = tick()
            guard !over.hasCome else { return .stop }
            guard state.withLock({ $0.controller.hasMedia }) else {
                fail(error)
                return .stop
            }
            noted(code: "source_failed", text: stop.text)
        }
        return change { $0.sourceStopped(canReconnect: canReconnect) }
    }

    /// What to do where a stream may still come up; nil once media came.
    private func stoppedBeforeMedia(_ stop: SourceStop) -> SourceVerdict? {
        let (failures, isNews): (Int, Bool) = state.withLock { state in
            guard !state.controller.hasMedia else { return (0, false) }
            state.refusals += 1
            defer { state.lastRefusal = stop.text }
            return (state.refusals, state.lastRefusal != stop.text)
        }
        guard failures > 0 else { return nil }
        if isNews {
            noted(code: "not_up_yet", text: stop.text)
        }
        return tick().isOver ? .stop : .retry(failures: failures)
    }

    var wantsSound: Bool { true }

    func heard(_ units: [SoundUnit]) {
        listener.arrived(units)
    }

    func sourceExhausted() {
        listener.finish()
        change { $0.sourceExhausted() }
    }

    /// Ends the run because it cannot go on; the first such error is what the run reports.
    func fail(_ error: any Error) {
        state.withLock { $0.failure = $0.failure ?? error }
        change { $0.fail() }
    }

    // MARK: What the watcher asks

    func interrupt() {
        change { $0.interrupt() }
    }

    /// Lets time pass, and tells how far the run has come; a store that takes no more samples ends the run.
    func tick() -> RunController.Phase {
        if let failure = writers.failure {
            fail(failure)
        }
        let now = clock.monotonicNow()
        return change { controller in
            controller.tick(now: now)
            return controller.phase
        }
    }

    /// Just before the first request for media; of a stream that may come up later, before the one that was answered.
    var join: WallTime {
        state.withLock { $0.join }
    }

    /// Why a stream that should have come up was last refused; nil where it came up, or was not waited for.
    var lastRefusal: String? {
        state.withLock { $0.controller.hasMedia ? nil : $0.lastRefusal }
    }

    var phase: RunController.Phase {
        state.withLock { $0.controller.phase }
    }

    var end: WallTime? {
        state.withLock { $0.controller.end }
    }

    /// The newest stamp of the run; nil before the first.
    var newestStamp: WallTime? {
        state.withLock { $0.newestStamp }
    }

    /// How far keyframes are apart; nil before the second.
    var keyframeSpacing: Latency? {
        state.withLock { $0.keyframes.longest }
    }

    /// How long frames are waited for after T1.
    var drain: Latency {
        state.withLock { $0.controller.drain }
    }

    /// Whether the source is live; true until it is known.
    var isLive: Bool {
        state.withLock { $0.controller.isLive }
    }

    var firstFailure: (any Error)? {
        state.withLock { $0.failure }
    }

    /// How many bytes of media libav fetched, of all stretches that are over.
    var fetchedElsewhere: ByteCount {
        state.withLock { ByteCount($0.fetched) }
    }

    /// What was counted so far.
    var counted: LiveTally {
        state.withLock { $0.controller.tally }
    }

    /// Stores what the streamer said about the time.
    func learnt(_ exchange: ClockExchange) {
        recorder.update { $0.exchanges.append(exchange) }
        writers.test.add(exchange: exchange)
    }

    /// Stores what is known of the run besides its frames, so that it can be shown even where this process is killed.
    func storeFacts() {
        writers.test.add(facts: recorder.trace)
    }

    /// Changes how far the run has come, and tells those who wait for its end once it has come; never under the lock.
    @discardableResult
    private func change<Answer>(_ body: (inout RunController) -> Answer) -> Answer {
        let (answer, isOver) = state.withLock { (body(&$0.controller), $0.controller.isOver) }
        if isOver {
            over.come()
        }
        return answer
    }
}
