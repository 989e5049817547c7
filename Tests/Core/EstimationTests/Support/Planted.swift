import Estimation
import LabModel

/// A run whose truth is known: a stream of 25 frames a second, stamped on the dot, on one machine.
///
/// Frame n is stamped n × 40 ms after the origin. Unless told otherwise the receiver joins 10 ms before frame 0 and
/// measures until 10 s: frames 0 to 249 count, and frame 250 proves it.
struct Planted {
    static let period = Latency.milliseconds(40)
    static let origin = WallTime(nanoseconds: 1_800_000_000_000_000_000)
    static let stream = StreamID(rawValue: 7)

    var trace = Trace()
    var clockOffset: Latency? = .zero

    init() {
        trace.join = Self.at(ms: -10)
        trace.end = Self.at(ms: 10_000)
        trace.drained = Self.at(ms: 10_100)
        trace.endReason = .duration
        trace.nominalPeriod = Self.period
        trace.clockMethod = .sameHost
        trace.arrivalMethod = .readLog
    }

    /// A run in which frames were received without any trouble, 20 ms after their stamps.
    init(frames: Range<Int>) {
        self.init()
        for number in frames {
            show(number)
        }
    }

    /// An instant, in milliseconds from the origin.
    static func at(ms: Double) -> WallTime {
        origin + .milliseconds(ms)
    }

    static func stamp(_ number: Int, stream: StreamID = Planted.stream) -> FrameStamp {
        FrameStamp(
            streamID: stream,
            number: FrameNumber(UInt32(number)),
            time: at(ms: Double(number) * 40)
        )
    }

    /// A frame is decoded some time after its stamp, having arrived 5 ms before.
    mutating func show(
        _ number: Int,
        delayMs: Double = 20,
        stream: StreamID = Planted.stream,
        epoch: UInt16 = 0,
        edit: (inout Sample) -> Void = { _ in }
    ) {
        let stamp = Self.stamp(number, stream: stream)
        let decoded = Self.at(ms: Double(number) * 40 + delayMs)
        var sample = Sample(
            epoch: epoch,
            stamp: stamp,
            arrival: decoded - .milliseconds(5),
            decoded: decoded,
            size: ByteCount(1_000),
            clockOffset: clockOffset,
            clockErrorBound: clockOffset.map { _ in .zero }
        )
        edit(&sample)
        trace.samples.append(sample)
    }

    /// The control stream shows a frame some time after its stamp.
    mutating func showControl(
        _ number: Int,
        delayMs: Double = 5,
        stream: StreamID = Planted.stream,
        edit: (inout Sample) -> Void = { _ in }
    ) {
        var aside = Planted()
        aside.clockOffset = clockOffset
        aside.show(number, delayMs: delayMs, stream: stream, edit: edit)
        trace.control += aside.trace.samples
        trace.controlKind = trace.controlKind ?? .stream
    }

    /// A picture without a readable mark is decoded where frame `number` would have been.
    mutating func showUnreadable(
        _ number: Int,
        cause: UnreadableCause = .noCode,
        delayMs: Double = 20,
        epoch: UInt16 = 0
    ) {
        show(number, delayMs: delayMs, epoch: epoch) { sample in
            sample.stamp = nil
            sample.unreadable = cause
        }
    }

    /// The streamer names its newest frame at an instant.
    mutating func ask(newest: Int, stream: StreamID = Planted.stream) {
        let stamp = Self.stamp(newest, stream: stream)
        let time = Self.at(ms: Double(newest) * 40 + 5)
        let answer = ClockAnswer(
            t1: time,
            t2: time,
            t3: time,
            bootID: "boot",
            streamID: stream,
            newestFrame: stamp.number,
            newestStamp: stamp.time
        )
        trace.exchanges.append(ClockExchange(t1: time, t2: time, t3: time, t4: time, answer: answer))
    }

    /// The streamer answers a question about the time that was asked at an instant, at once, with so long a way there and
    /// back together.
    mutating func exchange(atMs asked: Double, offsetMs: Double, roundTripMs: Double) {
        let (t1, t4) = (Self.at(ms: asked), Self.at(ms: asked + abs(roundTripMs)))
        let told = Self.at(ms: asked + abs(roundTripMs) / 2 + offsetMs)
        let thinking = Latency.milliseconds(roundTripMs < 0 ? -roundTripMs : 0)
        trace.exchanges.append(
            ClockExchange(t1: t1, t2: told - thinking, t3: told + thinking, t4: t4, answer: nil)
        )
    }

    /// The summary; its counts are held to METHOD's two sums.
    func summarize(options: EstimationOptions = .init()) -> Summary {
        let summary = Estimator.summarize(trace, manifest: Self.manifest, options: options)
        Invariants.check(summary)
        return summary
    }

    static let manifest = RunManifest(
        uuid: "0197a0b0-0000-7000-8000-000000000000",
        id: "planted",
        attempt: 1,
        provider: "direct",
        url: "http://127.0.0.1:8080/live.ts",
        startedAt: origin,
        settings: [:],
        versions: [:],
        machine: [:]
    )
}
