import Analysis
import Estimation
import LabModel
import RunStore
import Synchronization

/// The control stream beside a run: stores its samples, and connects again for as long as the run wants it.
///
/// Whatever happens to it is an event of the run, and never ends or delays the run.
final class ControlSession: SourceSession {
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
    }

    /// So often it is connected at most: each connection's join is kept.
    static let maximumConnections = 10_000

    /// What is seen of the control besides its frames: nothing of it is the run's.
    let recorder: TraceRecorder
    let over: RunEnd
    private let state = Mutex(State())
    private let join: WallTime
    private let writer: SampleWriter
    private let note: @Sendable (_ code: String, _ text: String) -> Void

    /// Prepares a control.
    ///
    /// - Parameters:
    ///   - join: the run's, just before its first request for media.
    ///   - writer: stores the control's samples.
    ///   - clock: the clock of the run.
    ///   - note: takes the events.
    init(
        join: WallTime,
        writer: SampleWriter,
        clock: any LabClock,
        note: @escaping @Sendable (_ code: String, _ text: String) -> Void
    ) {
        self.join = join
        recorder = TraceRecorder(join: join)
        over = RunEnd(clock: clock)
        self.writer = writer
        self.note = note
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
        samples.forEach(writer.add)
        if let time = sample.stamp?.time {
            state.withLock { state in state.newest = max(state.newest ?? time, time) }
        }
    }

    func opened(size: PixelSize, frameRate: FrameRate?) {}

    func noted(code: String, text: String) {
        note("control_\(code)", text)
    }

    func failed(_ error: any Error) {
        note("control_failed", "\(error)")
        over.come()
    }

    // MARK: What the source says

    func asking(at now: WallTime) {
        state.withLock { $0.asked = now }
    }

    func connected(isLive: Bool) {
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
            note("control_failed", stop.text)
        }
        return joins.count < Self.maximumConnections ? .retry(failures: failures) : .stop
    }

    func sourceExhausted() {
        state.withLock { $0.isReceiving = false }
    }
}
