import Analysis
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
    }

    /// What is seen of the control besides its frames: nothing of it is the run's.
    let recorder: TraceRecorder
    let over: RunEnd
    private let state = Mutex(State())
    private let writer: SampleWriter
    private let note: @Sendable (_ code: String, _ text: String) -> Void

    /// Prepares a control.
    ///
    /// - Parameters:
    ///   - join: just before the first request for media.
    ///   - writer: stores the control's samples.
    ///   - clock: the clock of the run.
    ///   - note: takes the events.
    init(
        join: WallTime,
        writer: SampleWriter,
        clock: any LabClock,
        note: @escaping @Sendable (_ code: String, _ text: String) -> Void
    ) {
        recorder = TraceRecorder(join: join)
        over = RunEnd(clock: clock)
        self.writer = writer
        self.note = note
    }

    /// Whether a connection stands.
    var isReceiving: Bool {
        state.withLock { $0.isReceiving }
    }

    /// Whether a frame was seen that was stamped then or later.
    func hasReached(_ stamp: WallTime) -> Bool {
        state.withLock { state in state.newest.map { $0 >= stamp } ?? false }
    }

    // MARK: What the analysis says

    func analysed(_ sample: Sample, control: Sample?) {
        guard !over.hasCome else { return }
        writer.add(sample)
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

    func connected(isLive: Bool) {
        state.withLock { $0.isReceiving = true }
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
        return .retry(failures: failures)
    }

    func sourceExhausted() {
        state.withLock { $0.isReceiving = false }
    }
}
