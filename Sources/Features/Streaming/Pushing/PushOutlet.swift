internal import LabModel
internal import Logging
internal import Machine
internal import Media
internal import Synchronization

/// Pushes the stream to one target, through a queue and a thread of its own.
final class PushOutlet: FrameOutlet {
    /// How long the last frames may take.
    private static let farewell = Latency.seconds(3)
    /// How long a thread may take to notice that it is to stop.
    private static let giveUp = Latency.seconds(1)

    private let target: PushTarget
    private let settings: PushSettings
    private let clock: any LabClock
    private let logger: Logger
    private let box: PushBox
    private let interrupt = Interrupt()
    private let generator: any RandomNumberGenerator & Sendable
    private let thread = Mutex<WorkerThread?>(nil)

    /// - Parameters:
    ///   - target: where to.
    ///   - stream: what is streamed.
    ///   - clock: measures waits.
    ///   - logger: gets what happens.
    ///   - generator: where jitter comes from.
    init(
        _ target: PushTarget,
        of stream: StreamSettings,
        clock: any LabClock,
        logger: Logger,
        generator: any RandomNumberGenerator & Sendable
    ) {
        var generator = generator
        self.target = target
        settings = PushSettings(
            seed: .random(in: 0...UInt64.max, using: &generator),
            authorities: stream.authorities
        )
        self.clock = clock
        self.logger = logger
        self.generator = generator
        box = PushBox(url: target.address.shown, limits: Self.limits(stream))
    }

    /// What was counted so far.
    var counters: PushCounters {
        box.counters
    }

    func begin(_ stream: EncodedStream) {
        if stream.sound != nil, !target.address.carriesSound {
            logger.warning("push_without_sound", metadata: target.label)
        }
        let worker = PushWorker(
            target: target,
            stream: stream,
            settings: settings,
            box: box,
            interrupt: interrupt,
            clock: clock,
            logger: logger
        )
        let lots = generator
        let started = WorkerThread(name: "push") {
            var lots = lots
            worker.run(using: &lots)
        }
        thread.withLock { $0 = started }
    }

    func take(_ frame: EncodedFrame) {
        box.append(PushedFrame(packet: frame.packet, sound: target.address.carriesSound ? frame.sound : []))
    }

    func finish() {
        box.finish()
        if target.address.isListener, box.phase == .connecting {
            // Nobody may ever call.
            interrupt.cancel()
        }
    }

    /// Waits until the last frames are sent and the connection is closed, but not for long.
    func ended() async {
        guard thread.withLock({ $0 != nil }) else { return }
        guard await !hasEnded(within: Self.farewell) else { return }
        interrupt.cancel()
        if await !hasEnded(within: Self.giveUp) {
            logger.warning("push_not_closed", metadata: target.label)
        }
    }

    private func hasEnded(within limit: Latency) async -> Bool {
        let deadline = clock.monotonicNow() + limit
        while box.phase != .ended {
            guard clock.monotonicNow() < deadline else { return false }
            // Uncancellable, because the stream's end may well be the task's cancellation.
            await WorkerThread.run(name: "push-end") { [clock] in
                clock.blockUntil(min(deadline, clock.monotonicNow() + .milliseconds(10)))
            }
        }
        return true
    }

    /// A group of pictures and three seconds more, so that a new connection can begin with a whole group.
    private static func limits(_ stream: StreamSettings) -> PushQueue<PushedFrame>.Limits {
        let seconds = (stream.gop + .seconds(3)).seconds
        let frames = seconds * stream.frameRate.framesPerSecond
        return .init(frames: Int(min(frames, 10_000)), bytes: 32 << 20)
    }
}
