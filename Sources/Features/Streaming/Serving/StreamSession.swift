internal import Fanout
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
            broadcaster: answers.broadcaster,
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

    private func serve(into sink: AsyncStream<Event>.Continuation) async throws {
        let server = StreamServer(settings: answers.stream.settings.server, logger: logger)
        do throws(StreamHTTPError) {
            try await server.run(StreamRoutes.router(answers)) { port in
                sink.yield(.listening(port: port))
            }
        } catch {
            throw StreamingError.server(error)
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
                    throw error
                }
            }
            let result = await made
            answers.broadcaster.finish()
            try result.get()
            try? await answers.clock.sleep(for: farewell)
        } onCancel: {
            producer.stop()
            answers.broadcaster.finish()
        }
    }
}
