public import LabModel
public import Logging
internal import Machine
internal import StreamHTTP

/// A streamer from start to end: the thread that makes frames, and the HTTP server that hands them out.
public enum StreamService {
    /// What a streamer says once its first keyframe can be had.
    public struct Ready: Sendable, Hashable {
        /// The port that it listens at.
        public var port: Int
        /// What it streams.
        public var description: StreamDescription
    }

    /// How long viewers may take to get the last frames; those of segments are told by their playlist how far they stay
    /// behind.
    public static let farewell = Latency.milliseconds(300)

    /// Streams until the frame limit, the duration, or the task's cancellation, which is a normal end.
    /// - Parameters:
    ///   - settings: what to stream, and where.
    ///   - clock: paces frames and stamps them.
    ///   - farewell: how long what was streamed can still be had after its end, unless viewers of segments need longer.
    ///   - logger: gets what happens to viewers.
    ///   - generator: where the stream id comes from.
    ///   - onReady: called once, when the stream is served and the first keyframe exists; what it throws ends the stream.
    /// - Returns: what was counted.
    /// - Throws: ``StreamingError``, or what `onReady` throws.
    public static func run(
        _ settings: StreamSettings,
        clock: any LabClock,
        farewell: Latency = farewell,
        logger: Logger = Logger(label: "streamer"),
        using generator: inout some RandomNumberGenerator,
        onReady: @escaping @Sendable (Ready) async throws -> Void
    ) async throws -> StreamerCounters {
        try settings.check()
        var digest: String?
        if let content = settings.content {
            digest = try ContentDigest.sha256(ofFile: content)
        }
        let stream = StreamIdentity(settings, startedAt: clock.now(), contentSHA256: digest, using: &generator)
        let answers = StreamAnswers(
            stream: stream,
            status: ProducerStatus(),
            outlets: StreamOutlets(settings, clock: clock, logger: logger),
            clock: clock,
            clockState: ClockState(clock: clock),
            bootID: Host.bootID,
            start: clock.monotonicNow()
        )
        let session = StreamSession(answers: answers, logger: logger, onReady: onReady)
        do {
            try await session.run(farewell: farewell)
        } catch {
            answers.outlets.finish()
            await answers.outlets.ended()
            throw error
        }
        await answers.outlets.ended()
        return answers.counters
    }
}
