internal import LabModel
internal import Machine
internal import Receiving
internal import Relaying
internal import RunStore
internal import Synchronization
internal import Tasks

/// What the checks share: a store of their own, one clock, real streamers and real receivers.
struct SelftestLab: Sendable {
    /// What was received of one address.
    struct Reception: Sendable {
        var summary: Summary
        var samples: [Sample]
        /// What was received of the control at the same time; empty without one.
        var control: [Sample]
        /// Just before the first request for media.
        var join: WallTime?
        /// Questions about the time, and their answers.
        var exchanges: [ClockExchange] = []
    }

    let store: RunStore
    /// One clock for all receivers and relays, so that their instants can be compared.
    let clock: RunClock
    /// The streamer; nil looks beside this executable, then on the PATH.
    let streamer: String?
    /// Told now and then while something is received.
    let onProgress: @Sendable () -> Void

    static let frameRate = 30

    /// Streams for as long as the work takes.
    ///
    /// - Parameters:
    ///   - isIntra: whether every frame is a keyframe, so that none needs another.
    ///   - clockError: how wrong to make the streamer's clock.
    ///   - work: what to do while the streamer serves.
    /// - Returns: what the work returns.
    /// - Throws: ``Tasks/TaskError`` when the streamer does not come to serve; what the work throws.
    func streaming<Result: Sendable>(
        isIntra: Bool = false,
        clockError: PlantedClockError? = nil,
        _ work: @Sendable (StreamerAddress) async throws -> Result
    ) async throws -> Result {
        var settings = StreamerTaskSettings(
            id: "selftest",
            cpu: 512,
            memory: 1,
            fps: FrameRate(numerator: Self.frameRate) ?? .usual,
            imageSize: nil,
            size: PixelSize(width: 640, height: 360),
            videoType: "LIVE",
            codec: .h264,
            bitrate: DataRate(bitsPerSecond: isIntra ? 4_000_000 : 1_500_000),
            gop: isIntra ? .milliseconds(1) : .seconds(1),
            content: nil
        )
        settings.clockError = clockError
        return try await LocalTask(settings, clock: clock, executable: streamer).run(whileServing: work)
    }

    /// Puts a relay before a streamer for as long as the work takes.
    ///
    /// - Parameters:
    ///   - address: where the streamer serves.
    ///   - settings: what the relay does.
    ///   - work: what to do meanwhile.
    /// - Returns: what the work returns, and what the relay did.
    /// - Throws: ``MeasuringError``; what the work throws.
    func relaying<Result: Sendable>(
        _ address: StreamerAddress,
        _ settings: RelaySettings,
        _ work: (StreamRelay) async throws -> Result
    ) async throws -> (result: Result, log: RelayLog) {
        let relay: StreamRelay
        do throws(RelayError) {
            relay = try StreamRelay.start(to: address.host, port: address.port, settings: settings, clock: clock)
        } catch {
            throw MeasuringError.relay(error)
        }
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await work(relay))
        } catch {
            outcome = .failure(error)
        }
        await WorkerThread.run(name: "relay-stop") { relay.stop() }
        return (try outcome.get(), relay.log)
    }

    /// Receives and measures.
    ///
    /// - Parameters:
    ///   - url: the stream.
    ///   - duration: for how long.
    ///   - frames: ends it after so many frames with a mark; nil for no such end.
    ///   - streamerClock: whose clock to ask.
    ///   - control: the address of a control stream to receive at the same time; nil for none.
    /// - Returns: the run's summary and samples.
    /// - Throws: why the run failed; `CancellationError` where it was cut short.
    func receive(
        _ url: String,
        for duration: Latency,
        frames: Int? = nil,
        clock streamerClock: ClockChoice = .automatic,
        control: String? = nil
    ) async throws -> Reception {
        var settings = ReceiveSettings(url: url, id: "selftest")
        settings.duration = duration
        settings.frameLimit = frames
        settings.clock = streamerClock
        settings.control = control.map { .stream(url: $0) }
        let receiver = Receiver(settings: settings, store: store, clock: clock, machine: [:], versions: [:])
        var random = SystemRandomNumberGenerator()
        let uuid = RunUUID.make(at: clock.now(), using: &random)
        let onProgress = onProgress
        let outcome = try await receiver.run(uuid: uuid) { _ in onProgress() }
        if let failure = outcome.failure {
            throw failure
        }
        try Task.checkCancellation()
        let trace = try store.trace(of: outcome.run)
        return Reception(
            summary: outcome.summary,
            samples: trace.samples,
            control: trace.control,
            join: trace.join,
            exchanges: trace.exchanges
        )
    }
}
