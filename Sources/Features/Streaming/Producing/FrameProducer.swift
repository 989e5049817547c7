internal import LabModel
internal import Media
internal import Synchronization

/// Makes a live stream's frames at their ticks and hands them to the outlets; runs on a thread of its own.
final class FrameProducer: Sendable {
    /// How long a stop may go unnoticed while a tick is awaited.
    private static let longestWait = Latency.milliseconds(50)

    private let settings: StreamSettings
    private let streamID: StreamID
    private let seed: UInt32
    private let clock: any LabClock
    private let outlets: StreamOutlets
    private let status: ProducerStatus
    private let isStopped = Atomic(false)

    init(
        _ stream: StreamIdentity,
        clock: any LabClock,
        outlets: StreamOutlets,
        status: ProducerStatus
    ) {
        settings = stream.settings
        streamID = stream.streamID
        seed = stream.seed
        self.clock = clock
        self.outlets = outlets
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
        let sound = settings.hasAudio ? try SoundPipeline(settings.frameRate) : nil
        let stream = try pipeline.stream()
        outlets.begin(try sound.map { sound throws(StreamingError) in stream.with(try sound.stream()) } ?? stream)
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
            try make(FrameNumber(number), at: tick, plan: plan, with: pipeline, sound: sound)
            if !isReady, status.hasKeyframe {
                isReady = true
                onKeyframe()
            }
        }
    }

    private func make(
        _ number: FrameNumber,
        at tick: TickPlan.Tick,
        plan: TickPlan,
        with pipeline: FramePipeline,
        sound: SoundPipeline?
    ) throws(StreamingError) {
        let begin = clock.monotonicNow()
        let lateness = begin - tick.due
        let time = clock.now()
        let stamp = FrameStamp(
            streamID: streamID,
            number: number,
            time: time,
            latenessTicks: FrameStamp.latenessTicks(of: lateness)
        )
        status.begin(.init(number: number, time: time), lateness: lateness, period: settings.frameRate.period)
        let due = time - lateness
        var bytes = 0
        for packet in try pipeline.make(stamp, tick: tick.index) {
            bytes += packet.size.bytes
            let sounds = sound?.take() ?? []
            outlets.take(
                EncodedFrame(
                    packet: packet,
                    number: number,
                    stamp: time,
                    due: due,
                    instant: clock.monotonicNow(),
                    sound: sounds
                )
            )
            if packet.isKeyframe {
                status.keyframeIsOut()
            }
            if outlets.wantPicture {
                outlets.take(
                    DrawnPicture(
                        picture: try pipeline.sharePicture(),
                        tick: tick.index,
                        number: number,
                        stamp: time,
                        due: due,
                        isKeyframe: packet.isKeyframe,
                        sound: sounds
                    )
                )
            }
        }
        status.end(took: clock.monotonicNow() - begin, bytes: bytes, plan: plan)
        try sound?.make(through: number, tick: tick.index)
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
