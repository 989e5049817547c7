import Analysis
import LabModel
import Media

/// The arrival thread's work: opens the source, hands access units over, and connects again when the source stops.
struct SourceLoop: Sendable {
    let settings: ReceiveSettings
    let session: any SourceSession
    let clock: any LabClock
    let interrupt: Interrupt
    /// Starts the analysis once the source is known.
    let startPipeline: @Sendable (_ reader: AccessUnitReader) -> AnalysisPipeline

    /// What is remembered from connection to connection.
    private struct Course {
        var pipeline: AnalysisPipeline?
        /// When the connection was lost; nil while there is one.
        var gapBegan: WallTime?
        /// When the newest byte of media was read; nil for files and before the first.
        var lastByte: WallTime?
    }

    /// No media byte for this long is a stall.
    private static let stall = Latency.seconds(1)
    /// How much longer than the session's limits the source's own are.
    private static let grace = Latency.seconds(5)

    /// Receives until the run is over or nothing more is to be had, and waits until everything is analysed.
    func run() {
        var course = Course()
        receiveAll(&course)
        noteOpenStall(course)
        course.pipeline?.finish()
        let longestWait = course.pipeline?.longestWait
        session.recorder.update { $0.receiver.maxDecodeQueueMs = longestWait?.milliseconds }
        session.sourceExhausted()
    }

    private func receiveAll(_ course: inout Course) {
        while !session.over.hasCome {
            do {
                session.asking(at: clock.now())
                let reader = try open(isFirst: course.pipeline == nil)
                let pipeline = analysis(of: reader, &course)
                connected(reader, &course)
                pipeline.connected(reader.video)
                try receive(from: reader, into: pipeline, &course)
                guard !session.over.hasCome else { return }
                guard goOn(after: .ended, &course) else { return }
            } catch {
                guard !session.over.hasCome, goOn(after: .failed(error), &course) else { return }
            }
        }
    }

    /// The session keeps the limits of time and says what is over; the source's own are longer, so that the same end
    /// never has two names.
    private func open(isFirst: Bool) throws(MediaError) -> AccessUnitReader {
        var options = SourceOptions()
        options.openTimeout = (isFirst ? settings.startLimit : settings.stallLimit) + Self.grace
        options.readTimeout = max(settings.startLimit, settings.stallLimit) + Self.grace
        return try AccessUnitReader.open(settings.url, options: options, clock: clock, interrupt: interrupt)
    }

    private func analysis(of reader: AccessUnitReader, _ course: inout Course) -> AnalysisPipeline {
        if let pipeline = course.pipeline {
            return pipeline
        }
        let pipeline = startPipeline(reader)
        session.over.whenCome { pipeline.abandon() }
        course.pipeline = pipeline
        return pipeline
    }

    private func connected(_ reader: AccessUnitReader, _ course: inout Course) {
        let now = clock.now()
        session.recorder.update { trace in
            trace.startup.connected = trace.startup.connected ?? reader.connectedAt
            trace.arrivalMethod = reader.arrivalMethod
            trace.media.container = reader.video.container
            trace.media.codec = reader.video.codec
            trace.media.width = reader.video.size?.width ?? trace.media.width
            trace.media.height = reader.video.size?.height ?? trace.media.height
            if trace.nominalPeriod == nil {
                trace.nominalPeriod = reader.video.frameRate?.period
            }
        }
        if let gapBegan = course.gapBegan {
            session.recorder.noteReconnect(TimeGap(start: gapBegan, end: now))
            let seconds = ((now - gapBegan).seconds * 10).rounded() / 10
            session.noted(code: "reconnected", text: "connected again after \(seconds) s")
        }
        if let lastByte = course.lastByte, let firstByte = reader.firstByteAt, firstByte - lastByte >= Self.stall {
            session.recorder.noteStall(TimeGap(start: lastByte, end: firstByte))
        }
        course.gapBegan = nil
        session.connected(isLive: reader.isLive)
    }

    private func receive(
        from reader: AccessUnitReader,
        into pipeline: AnalysisPipeline,
        _ course: inout Course
    ) throws(MediaError) {
        defer {
            takeNews(of: reader)
            course.lastByte = reader.isLive ? reader.lastReadAt : nil
        }
        while let unit = try reader.next() {
            session.mediaArrived()
            takeNews(of: reader)
            pipeline.arrived(unit)
            if session.over.hasCome {
                return
            }
        }
    }

    /// A stall that the run's end cut short, and that no later byte can tell of; a pipe that was closed is over.
    private func noteOpenStall(_ course: Course) {
        guard let lastByte = course.lastByte, let overAt = session.over.instant else { return }
        if overAt - lastByte >= Self.stall {
            session.recorder.noteStall(TimeGap(start: lastByte, end: overAt))
        }
    }

    private func takeNews(of reader: AccessUnitReader) {
        for event in reader.takeEvents() {
            session.noted(code: event.code, text: event.text)
        }
        reader.takeReadGaps().forEach(session.recorder.noteStall)
        let firstByte = reader.firstByteAt
        session.recorder.update { trace in
            trace.startup.firstByte = trace.startup.firstByte ?? firstByte
        }
    }

    /// Whether to connect again, having waited as long as is due.
    private func goOn(after stop: SourceStop, _ course: inout Course) -> Bool {
        if course.pipeline != nil {
            course.gapBegan = course.gapBegan ?? clock.now()
        }
        switch session.sourceStopped(stop, canReconnect: settings.url != "-") {
        case .stop:
            return false
        case .retry(let pause):
            return !session.over.wait(atMost: pause)
        }
    }
}
