import LabModel

/// One fresh join: over with the first readable mark, and never connected twice.
final class JoinSession: SourceSession {
    /// Collects when the steps of the start-up were done.
    let recorder: TraceRecorder
    let over: RunEnd
    private let began: WallTime
    private let clock: any LabClock
    private let limit: Latency

    /// Begins a join.
    /// - Parameters:
    ///   - limit: how long it may take.
    ///   - clock: the run's clock.
    init(limit: Latency, clock: any LabClock) {
        self.clock = clock
        self.limit = limit
        began = clock.now()
        recorder = TraceRecorder(join: began)
        over = RunEnd(clock: clock)
    }

    /// What came of it; one without a mark is given up when it is over, or else now.
    var join: Trace.Join {
        let startup = recorder.trace.startup
        let gaveUp = startup.firstMark == nil ? over.instant ?? clock.now() : nil
        return Trace.Join(began: began, startup: startup, gaveUp: gaveUp)
    }

    // MARK: What the analysis says

    func analysed(_ sample: Sample, control: Sample?) {
        guard !over.hasCome, let decoded = sample.decoded else { return }
        recorder.update { trace in
            trace.startup.firstFrame = trace.startup.firstFrame ?? decoded
            if sample.stamp != nil {
                trace.startup.firstMark = trace.startup.firstMark ?? decoded
            }
        }
        if sample.stamp != nil {
            over.come()
        }
    }

    func opened(size: PixelSize, frameRate: FrameRate?) {}

    func noted(code: String, text: String) {
        recorder.note(code, text, at: began)
    }

    func failed(_ error: any Error) {
        noted(code: "decoder_failed", text: "\(error)")
        over.come()
    }

    // MARK: What the source says

    func connected(isLive: Bool, drain: Latency?) {}

    func mediaArrived() {}

    func sourceStopped(_ stop: SourceStop, canReconnect: Bool) -> SourceVerdict {
        // What comes behind the limit is not why there was no mark.
        if clock.now() - began < limit {
            noted(code: "source_failed", text: stop.text)
        }
        return .stop
    }

    func sourceExhausted() {
        over.come()
    }

    /// Why no mark was read; nil where one was.
    var failure: String? {
        let trace = recorder.trace
        guard trace.startup.firstMark == nil else { return nil }
        return trace.events.last?.text ?? "no readable mark in time"
    }
}
