import Analysis
import Estimation
import LabModel
import RunStore
import Synchronization

/// The control stream beside runs: stores its samples with each of them, and connects again for as long as one wants it.
///
/// Whatever happens to it is an event of every run, and never ends or delays one.
final class ControlSession: SourceSession {
    /// A run that wants it.
    private struct Listener {
        var run: ReceiveSession
        var writer: SampleWriter
    }

    private struct State {
        var isReceiving = false
        /// Connections in a row that brought no media.
        var failures = 0
        /// What was last told of a connection's end, so that a server that stays away is told of once.
        var lastStop: String?
        /// The newest stamp that was read.
        var newest: WallTime?
        /// Just before the latest request for media.
        var asked: WallTime?
        /// The same of each connection that stood.
        var joins: [WallTime] = []
        var listeners: [Listener] = []
    }

    /// So often it is connected at most: each connection's join is kept.
    static let maximumConnections = 10_000

    /// What is seen of the control besides its frames: nothing of it is the run's.
    let recorder: TraceRecorder
    let over: RunEnd
    private let state = Mutex(State())
    /// The join of frames that came before any connection of its own was noted.
    let join: WallTime

    /// Prepares a control, just before its first request for media.
    /// - Parameter clock: the clock of the runs.
    init(clock: any LabClock) {
        join = clock.now()
        recorder = TraceRecorder(join: join)
        over = RunEnd(clock: clock)
    }

    /// Gives a run what comes from now on.
    func add(_ run: ReceiveSession, writer: SampleWriter) {
        state.withLock { $0.listeners.append(Listener(run: run, writer: writer)) }
    }

    /// Gives a run nothing more.
    func remove(_ run: ReceiveSession) {
        state.withLock { $0.listeners.removeAll { $0.run === run } }
    }

    private var listeners: [Listener] {
        state.withLock { $0.listeners }
    }

    /// Whether a connection stands.
    var isReceiving: Bool {
        state.withLock { $0.isReceiving }
    }

    /// Just before each request for media that led to a connection, ascending.
    var joins: [WallTime] {
        state.withLock { $0.joins }
    }

    /// Whether a frame was seen that was stamped then or later.
    func hasReached(_ stamp: WallTime) -> Bool {
        state.withLock { state in state.newest.map { $0 >= stamp } ?? false }
    }

    // MARK: What the analysis says

    func analysed(_ sample: Sample, control: Sample?) {
        guard !over.hasCome else { return }
        var samples = [sample]
        ControlBacklog(joins: joins, fallback: join).mark(&samples, beside: [])
        for listener in listeners {
            samples.forEach(listener.writer.add)
        }
        if let time = sample.stamp?.time {
            state.withLock { state in state.newest = max(state.newest ?? time, time) }
        }
    }

    func opened(size: PixelSize, frameRate: FrameRate?) {}

    func noted(code: String, text: String) {
        for listener in listeners {
            listener.run.noted(code: "control_\(code)", text: text)
        }
    }

    func failed(_ error: any Error) {
        noted(code: "failed", text: "\(error)")
        over.come()
    }

    // MARK: What the source says

    func asking(at now: WallTime) {
        state.withLock { $0.asked = now }
    }

    func connected(isLive: Bool, drain: Latency?) {
        state.withLock { state in
            state.isReceiving = true
            state.joins += [state.asked].compactMap { $0 }
        }
    }

    func mediaArrived() {
        state.withLock { state in
            state.failures = 0
            state.lastStop = nil
        }
    }

    func sourceStopped(_ stop: SourceStop, canReconnect: Bool) -> SourceVerdict {
        let (isNews, failures) = state.withLock { state in
            let isNews = state.lastStop != stop.text
            state.isReceiving = false
            state.failures += 1
            state.lastStop = stop.text
            return (isNews, state.failures)
        }
        if isNews {
            noted(code: "failed", text: stop.text)
        }
        return joins.count < Self.maximumConnections ? .retry(failures: failures) : .stop
    }

    func sourceExhausted() {
        state.withLock { $0.isReceiving = false }
    }
}
