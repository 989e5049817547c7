import Analysis
import LabModel
import Media

/// The arrival thread's work: opens the source, hands access units over, and connects again when the source stops.
struct SourceLoop: Sendable {
    let settings: ReceiveSettings
    let session: any SourceSession
    let clock: any LabClock
    let interrupt: Interrupt
    /// The size that the streamer sends; nil where it is not known.
    var sentSize: PixelSize?
    /// Starts the analysis once the source is known.
    let startPipeline: @Sendable (_ stretch: MediaStretch) -> AnalysisPipeline

    /// What is remembered from connection to connection.
    private struct Course {
        var pipeline: AnalysisPipeline?
        /// When the connection was lost; nil while there is one.
        var gapBegan: WallTime?
        /// When the newest byte of media was read; nil for files and before the first.
        var lastByte: WallTime?
        /// No media byte for this long is a stall.
        var stall = SourceLoop.usualStall
        /// Whether the first connection's stream was made while it was read; nil before.
        var isLive: Bool?
        /// Whether a later connection found the stream to be over.
        var isOver = false
    }

    /// No media byte for this long is a stall.
    private static let usualStall = Latency.seconds(1)
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
        let opening = MediaOpening(
            settings: settings,
            sentSize: sentSize,
            clock: clock,
            interrupt: interrupt,
            sink: sink
        )
        while !session.over.hasCome {
            session.asking(at: clock.now())
            let connection = opening.connect(options(isFirst: course.pipeline == nil))
            let stop = receive(by: connection, &course)
            connection.close()
            let mayComeBack = !course.isOver && (stop.isFailure || !connection.endsForGood)
            guard !session.over.hasCome, goOn(after: stop, mayComeBack: mayComeBack, &course) else { return }
        }
    }

    /// Takes one stretch after the other.
    /// - Returns: why there are no more.
    private func receive(by connection: any MediaConnection, _ course: inout Course) -> SourceStop {
        do {
            while !session.over.hasCome, let stretch = try next(of: connection, &course) {
                guard goesOn(stretch, &course) else { return .ended }
                let pipeline = analysis(of: stretch, &course)
                connected(stretch, &course)
                pipeline.connected(stretch.reader.video)
                do throws(MediaError) {
                    try receive(stretch, by: connection, into: pipeline, &course)
                } catch {
                    guard connection.leavesOut(error) else { throw error }
                }
            }
            return .ended
        } catch {
            return .failed(error)
        }
    }

    /// The next stretch; what came meanwhile and could not be read is no stall.
    private func next(of connection: any MediaConnection, _ course: inout Course) throws -> MediaStretch? {
        defer {
            for heard in connection.takeUnread() {
                if let lastByte = course.lastByte, heard.start - lastByte >= course.stall {
                    session.recorder.noteStall(TimeGap(start: lastByte, end: heard.start))
                }
                course.lastByte = course.lastByte.map { max($0, heard.end) }
            }
        }
        return try connection.next()
    }

    /// Whether a connection leads to what the run measures: a recording of a stream that was live is over.
    private func goesOn(_ stretch: MediaStretch, _ course: inout Course) -> Bool {
        let wasLive = course.isLive ?? stretch.isLive
        course.isLive = wasLive
        guard stretch.isFirst, wasLive, !stretch.isLive else { return true }
        course.isOver = true
        session.noted(code: "recorded", text: "the stream is over: what the server has by now is a recording")
        return false
    }

    /// The session keeps the limits of time and says what is over; the source's own are longer, so that the same end
    /// never has two names.
    private func options(isFirst: Bool) -> SourceOptions {
        var options = SourceOptions()
        options.openTimeout = (isFirst ? settings.startLimit : settings.stallLimit) + Self.grace
        options.readTimeout = max(settings.startLimit, settings.stallLimit) + Self.grace
        options.wantsSound = session.wantsSound
        return options
    }

    private var sink: MediaSink {
        let session = session
        return MediaSink(
            note: { session.noted(code: $0, text: $1) },
            segment: { session.fetched($0) },
            playerStart: { start in session.recorder.update { $0.playerStart = $0.playerStart ?? start } }
        )
    }

    private func analysis(of stretch: MediaStretch, _ course: inout Course) -> AnalysisPipeline {
        if let pipeline = course.pipeline {
            return pipeline
        }
        let pipeline = startPipeline(stretch)
        session.over.whenCome { pipeline.abandon() }
        course.pipeline = pipeline
        return pipeline
    }

    private func connected(_ stretch: MediaStretch, _ course: inout Course) {
        let now = clock.now()
        let reader = stretch.reader
        note(stretch)
        if stretch.isFirst, let gapBegan = course.gapBegan {
            session.recorder.noteReconnect(TimeGap(start: gapBegan, end: now))
            let seconds = ((now - gapBegan).seconds * 10).rounded() / 10
            session.noted(code: "reconnected", text: "connected again after \(seconds) s")
        }
        if let lastByte = course.lastByte, let firstByte = reader.firstByteAt, firstByte - lastByte >= stretch.stall {
            session.recorder.noteStall(TimeGap(start: lastByte, end: firstByte))
        }
        course.gapBegan = nil
        course.stall = stretch.stall
        guard stretch.isFirst else { return }
        stretch.mediaAsked.map(session.asking)
        session.connected(isLive: stretch.isLive, drain: stretch.drain)
    }

    /// Notes what is seen of a stretch when it begins.
    private func note(_ stretch: MediaStretch) {
        let reader = stretch.reader
        session.recorder.update { trace in
            trace.startup.began = trace.startup.began ?? (trace.startup.connected == nil ? stretch.began : nil)
            trace.startup.connected = trace.startup.connected ?? stretch.connectedAt
            trace.arrivalMethod = reader.arrivalMethod
            trace.media.container = stretch.container
            trace.media.variant = stretch.variant ?? trace.media.variant
            trace.media.codec = reader.video.codec
            trace.media.width = reader.video.size?.width ?? trace.media.width
            trace.media.height = reader.video.size?.height ?? trace.media.height
            if trace.nominalPeriod == nil {
                trace.nominalPeriod = reader.video.frameRate?.period
            }
        }
    }

    private func receive(
        _ stretch: MediaStretch,
        by connection: any MediaConnection,
        into pipeline: AnalysisPipeline,
        _ course: inout Course
    ) throws(MediaError) {
        let reader = stretch.reader
        defer {
            takeNews(of: reader)
            if !stretch.isFetchedHere {
                session.readElsewhere(ByteCount(reader.bytesRead))
            }
            session.heard(reader.takeSound())
            course.lastByte = stretch.isLive ? reader.lastReadAt : nil
        }
        while let unit = try reader.next() {
            session.mediaArrived()
            connection.took(unit)
            takeNews(of: reader)
            pipeline.arrived(unit)
            session.heard(reader.takeSound())
            if session.over.hasCome {
                return
            }
        }
    }

    /// A stall that the run's end cut short, and that no later byte can tell of; a pipe that was closed is over.
    private func noteOpenStall(_ course: Course) {
        guard let lastByte = course.lastByte, let overAt = session.over.instant else { return }
        if overAt - lastByte >= course.stall {
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
    private func goOn(after stop: SourceStop, mayComeBack: Bool, _ course: inout Course) -> Bool {
        if course.pipeline != nil {
            course.gapBegan = course.gapBegan ?? clock.now()
        }
        switch session.sourceStopped(stop, canReconnect: mayComeBack && settings.url != "-") {
        case .stop:
            return false
        case .retry(let pause):
            return !session.over.wait(atMost: pause)
        }
    }
}
