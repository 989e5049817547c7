internal import Fanout
internal import LabModel
internal import Synchronization

/// Makes a live stream's frames at their ticks and hands them to the broadcaster; runs on a thread of its own.
final class FrameProducer: Sendable {
    /// How long a stop may go unnoticed while a tick is awaited.
    private static let longestWait = Latency.milliseconds(50)

    private let settings: StreamSettings
    private let streamID: StreamID
    private let seed: UInt32
    private let clock: any LabClock
    private let broadcaster: Broadcaster
    private let status: ProducerStatus
    private let isStopped = Atomic(false)

    init(
        _ stream: StreamIdentity,
        clock: any LabClock,
        broadcaster: Broadcaster,
        status: ProducerStatus
    ) {
        settings = stream.settings
        streamID = stream.streamID
        seed = stream.seed
        self.clock = clock
        self.broadcaster = broadcaster
        self.status = status
    }

    /// Makes ``run(onKeyframe:)`` return soon; from any thread.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
    }

    /// Makes frames until the frame limit, the duration or ``stop()``.
    /// - Parameter onKeyframe: called once, when the first keyframe can be had.
    /// - Throws: ``StreamingError`` when a frame cannot be made.
    func run(onKeyframe: () -> Void) throws(StreamingError) {
        let pipeline = try FramePipeline(settings, seed: seed, clock: clock)
        let start = clock.monotonicNow()
        let end = settings.duration.map { start + $0 }
        var plan = TickPlan(rate: settings.frameRate, start: start)
        var isReady = false
        for number in 0..<UInt32(clamping: settings.frameLimit) {
            let tick = plan.next(at: clock.monotonicNow())
            if let end, tick.due >= end {
                return
            }
            guard wait(until: tick.due) else { return }
            try make(FrameNumber(number), at: tick, plan: plan, with: pipeline)
            if !isReady, broadcaster.hasKeyframe {
                isReady = true
                onKeyframe()
            }
        }
    }

    private func make(
        _ number: FrameNumber,
        at tick: TickPlan.Tick,
        plan: TickPlan,
        with pipeline: FramePipeline
    ) throws(StreamingError) {
        let begin = clock.monotonicNow()
        let lateness = begin - tick.due
        let stamp = FrameStamp(
            streamID: streamID,
            number: number,
            time: clock.now(),
            latenessTicks: FrameStamp.latenessTicks(of: lateness)
        )
        if let time = stamp.time {
            status.begin(.init(number: number, time: time), lateness: lateness, period: settings.frameRate.period)
        }
        var bytes = 0
        for piece in try pipeline.make(stamp, tick: tick.index) {
            bytes += piece.bytes.count
            let chunk = MediaChunk(
                bytes: piece.bytes,
                isKeyframe: piece.isKeyframe,
                frame: number,
                instant: clock.monotonicNow()
            )
            broadcaster.publish(chunk)
        }
        status.end(took: clock.monotonicNow() - begin, bytes: bytes, plan: plan)
    }

    /// Waits for an instant in steps short enough to notice a stop.
    /// - Returns: whether to go on.
    private func wait(until instant: MonotonicTime) -> Bool {
        while !isStopped.load(ordering: .relaxed) {
            let now = clock.monotonicNow()
            guard now < instant else { return true }
            clock.blockUntil(min(instant, now + Self.longestWait))
        }
        return false
    }
}
