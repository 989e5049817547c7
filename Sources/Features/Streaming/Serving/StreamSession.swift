internal import LabModel
internal import Logging
internal import Machine
internal import StreamHTTP

/// The parts of a running streamer and how they end each other.
struct StreamSession: Sendable {
    private let answers: StreamAnswers
    private let producer: FrameProducer
    private let logger: Logger
    private let onReady: @Sendable (StreamService.Ready) async throws -> Void

    /// How often a port is tried that turns out to be free for UDP alone.
    private static let portAttempts = 16

    private enum Event: Sendable {
        case listening(port: Int)
        case keyframe
    }

    init(
        answers: StreamAnswers,
        logger: Logger,
        onReady: @escaping @Sendable (StreamService.Ready) async throws -> Void
    ) {
        self.answers = answers
        self.logger = logger
        self.onReady = onReady
        producer = FrameProducer(
            answers.stream,
            clock: answers.clock,
            outlets: answers.outlets,
            status: answers.status
        )
    }

    /// Runs until the producer ends, something fails or the task is cancelled.
    func run(farewell: Latency) async throws {
        let (events, sink) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(4))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await serve(into: sink) }
            group.addTask { try await produce(events, into: sink, farewell: farewell) }
            defer { group.cancelAll() }
            // Whichever part ends first ends the stream.
            try await group.next()
        }
    }

    /// Serves at the asked port; where the system chooses, at one that is free for TCP and for UDP.
    private func serve(into sink: AsyncStream<Event>.Continuation) async throws {
        let settings = answers.stream.settings
        guard settings.port == 0 else {
            return try await serve(settings.server, time: timeService(port: settings.port), into: sink)
        }
        for _ in 0..<Self.portAttempts {
            guard let time = timeService(port: 0) else { break }
            var server = settings.server
            server.port = time.port
            do {
                return try await serve(server, time: time, into: sink)
            } catch StreamingError.server(.portInUse) {
                continue
            }
        }
        try await serve(settings.server, time: nil, into: sink)
    }

    /// NTP at a port; nil, with a note, where it cannot be had: the stream and `/clock` work without it.
    private func timeService(port: Int) -> NTPService? {
        let host = answers.stream.settings.host
        do throws(SocketError) {
            return try NTPService(host: host, port: port)
        } catch {
            logger.warning("no NTP over UDP: \(error.what)", metadata: ["port": "\(port)"])
            return nil
        }
    }

    /// Serves HTTP until it ends, and the time beside it.
    private func serve(
        _ settings: StreamServerSettings,
        time: NTPService?,
        into sink: AsyncStream<Event>.Continuation
    ) async throws {
        let server = StreamServer(settings: settings, logger: logger)
        let (answers, clock) = (answers, answers.clock)
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer {
                time?.close()
                group.cancelAll()
            }
            if let time {
                group.addTask {
                    let state = answers.clockState
                    let bound = { @Sendable in state.present.errorBound }
                    await time.run(streamID: answers.stream.streamID, errorBound: bound, clock: clock)
                }
            }
            if let base = answers.stream.settings.taskMetadata {
                group.addTask { await TaskMetadata(base: base, clock: clock).follow(into: answers.clockState) }
            }
            do throws(StreamHTTPError) {
                try await server.run(StreamRoutes.router(answers)) { port in
                    sink.yield(.listening(port: port))
                }
            } catch {
                throw StreamingError.server(error)
            }
        }
    }

    /// Makes frames once the server listens, so that a port in use costs no encoder.
    private func produce(
        _ events: AsyncStream<Event>,
        into sink: AsyncStream<Event>.Continuation,
        farewell: Latency
    ) async throws {
        var iterator = events.makeAsyncIterator()
        guard case .listening(let port)? = await iterator.next() else { return }
        let ready = StreamService.Ready(port: port, description: answers.stream.description)
        let (producer, onReady) = (producer, onReady)
        try await withTaskCancellationHandler {
            async let made = WorkerThread.run(name: "producer") {
                Result<Void, StreamingError> { () throws(StreamingError) in
                    defer { sink.finish() }
                    try producer.run { sink.yield(.keyframe) }
                }
            }
            if case .keyframe? = await iterator.next() {
                do {
                    try await onReady(ready)
                } catch {
                    producer.stop()
                    _ = await made
                    answers.outlets.finish()
                    throw error
                }
            }
            let result = await made
            answers.outlets.finish()
            try result.get()
            try? await answers.clock.sleep(for: max(farewell, answers.outlets.segmentViewersNeed))
        } onCancel: {
            producer.stop()
        }
    }
}
