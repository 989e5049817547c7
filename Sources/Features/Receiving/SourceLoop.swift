import Analysis
import LabModel
import Media

/// The arrival thread's work: opens the source, hands access units over, and connects again when the source stops.
struct SourceLoop: Sendable {
    let settings: ReceiveSettings
    let session: ReceiveSession
    let clock: any LabClock
    let interrupt: Interrupt
    /// Starts the analysis once it is known whether the source is live.
    let startPipeline: @Sendable (_ isLive: Bool) -> AnalysisPipeline

    /// Receives until the run is over or nothing more is to be had, and waits until everything is analysed.
    func run() {
        var pipeline: AnalysisPipeline?
        receiveAll(&pipeline)
        pipeline?.finish()
        let longestWait = pipeline?.longestWait
        session.recorder.update { $0.receiver.maxDecodeQueueMs = longestWait?.milliseconds }
        session.sourceExhausted()
    }

    private func receiveAll(_ pipeline: inout AnalysisPipeline?) {
        var gapBegan: WallTime?
        while !session.phase.isOver {
            let isFirst = pipeline == nil
            var canReconnect = true
            do {
                let reader = try open(isFirst: isFirst)
                let analysis = pipeline ?? startPipeline(reader.isLive)
                pipeline = analysis
                canReconnect = settings.url != "-"
                connected(reader, gapBegan: gapBegan)
                analysis.connected(reader.video)
                gapBegan = nil
                try receive(from: reader, into: analysis)
                guard !session.phase.isOver else { return }
                gapBegan = clock.now()
                session.noted(code: "source_ended", text: "the source came to its end")
            } catch {
                guard !session.phase.isOver else { return }
                guard !isFirst else {
                    session.fail(error)
                    return
                }
                gapBegan = gapBegan ?? clock.now()
                session.noted(code: "source_failed", text: "\(error)")
            }
            guard goOn(canReconnect: canReconnect) else { return }
        }
    }

    private func open(isFirst: Bool) throws(MediaError) -> AccessUnitReader {
        var options = SourceOptions()
        options.openTimeout = isFirst ? settings.startLimit : settings.stallLimit
        options.readTimeout = settings.stallLimit
        return try AccessUnitReader.open(settings.url, options: options, clock: clock, interrupt: interrupt)
    }

    private func connected(_ reader: AccessUnitReader, gapBegan: WallTime?) {
        session.connected(isLive: reader.isLive)
        let now = clock.now()
        session.recorder.update { trace in
            trace.startup.connected = trace.startup.connected ?? reader.connectedAt
            trace.arrivalMethod = reader.arrivalMethod
            trace.media.container = reader.video.container
            trace.media.codec = reader.video.codec
            trace.media.width = reader.video.size?.width
            trace.media.height = reader.video.size?.height
            if trace.nominalPeriod == nil {
                trace.nominalPeriod = reader.video.frameRate?.period
            }
            if let gapBegan {
                trace.reconnects.append(TimeGap(start: gapBegan, end: now))
            }
        }
        if let gapBegan {
            let seconds = ((now - gapBegan).seconds * 10).rounded() / 10
            session.noted(code: "reconnected", text: "connected again after \(seconds) s")
        }
    }

    private func receive(from reader: AccessUnitReader, into pipeline: AnalysisPipeline) throws(MediaError) {
        defer { takeNews(of: reader) }
        while let unit = try reader.next() {
            session.mediaArrived()
            takeNews(of: reader)
            pipeline.arrived(unit)
            if session.phase.isOver {
                return
            }
        }
    }

    private func takeNews(of reader: AccessUnitReader) {
        for event in reader.takeEvents() {
            session.noted(code: event.code, text: event.text)
        }
        let gaps = reader.takeReadGaps()
        let firstByte = reader.firstByteAt
        session.recorder.update { trace in
            trace.startup.firstByte = trace.startup.firstByte ?? firstByte
            if trace.stalls.count < 10_000 {
                trace.stalls += gaps
            }
        }
    }

    /// Whether to connect again, having waited as long as is due.
    private func goOn(canReconnect: Bool) -> Bool {
        switch session.sourceStopped(canReconnect: canReconnect) {
        case .stop:
            return false
        case .retry(let pause):
            return !session.waitUntilOver(atMost: pause)
        }
    }
}

extension RunController.Phase {
    var isOver: Bool {
        if case .ended = self { true } else { false }
    }
}
