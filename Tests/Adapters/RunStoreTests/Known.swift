import LabModel
import LabTesting

@testable import RunStore

/// Runs, samples and summaries with known contents.
enum Known {
    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    static func draft(_ id: String = "test1", seed: UInt64 = 1, provider: String = "direct") -> RunDraft {
        var generator = SeededGenerator(seed: seed)
        return RunDraft(
            uuid: RunUUID.make(at: start, using: &generator),
            id: id,
            provider: provider,
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: start,
            settings: ["cpu": .integer(512), "memory": .number(1.5), "fps": .integer(25), "image-size": .integer(1)],
            versions: ["sqlite": SQLiteVersion.current],
            machine: ["cores": .integer(2)]
        )
    }

    /// Frame `number` at 25 fps: arrived 7 ms and decoded 10 ms after its stamp.
    static func sample(_ number: UInt32, offset: Latency? = .zero) -> Sample {
        let sent = start + .milliseconds(40 * Double(number))
        return Sample(
            stamp: FrameStamp(
                streamID: StreamID(rawValue: 77),
                number: FrameNumber(number),
                time: sent,
                latenessTicks: 3
            ),
            arrival: sent + .milliseconds(7),
            decoded: sent + .milliseconds(10),
            presentationTime: .milliseconds(40 * Double(number)),
            size: ByteCount(9_000),
            isKeyframe: number.isMultiple(of: 25),
            clockOffset: offset,
            clockErrorBound: offset.map { _ in .microseconds(50) }
        )
    }

    static func samples(_ count: Int) -> [Sample] {
        (0..<UInt32(count)).map { sample($0) }
    }

    static let exchange = ClockExchange(
        t1: start,
        t2: start + .milliseconds(1),
        t3: start + .milliseconds(2),
        t4: start + .milliseconds(3),
        answer: ClockAnswer(
            t1: start,
            t2: start + .milliseconds(1),
            t3: start + .milliseconds(2),
            bootID: "b",
            streamID: StreamID(rawValue: 77),
            newestFrame: 12,
            newestStamp: nil
        )
    )

    static let event = RunEvent(tS: 1.25, code: "epoch", text: "The streamer began anew.")

    /// A trace in which everything but the samples is set.
    static func trace(_ reason: EndReason = .duration) -> Trace {
        var trace = Trace()
        trace.join = start
        trace.end = start + .seconds(10)
        trace.drained = start + .seconds(11)
        trace.endReason = reason
        trace.nominalPeriod = .milliseconds(40)
        trace.exchanges = [exchange]
        trace.clockMethod = .sameHost
        trace.isClockDirect = false
        trace.streamerClockBound = .microseconds(70)
        trace.clockJumps = [
            ClockJump(end: .streamer, after: start, before: start + .seconds(1), size: .milliseconds(500))
        ]
        trace.controlKind = .stream
        trace.intrinsic = calibration().intrinsic(at: start)
        trace.controlJoins = [start + .milliseconds(3), start + .seconds(4)]
        trace.joins = [Trace.Join(began: start + .seconds(12), startup: startup)]
        trace.arrivalMethod = .readLog
        trace.stalls = [TimeGap(start: start, end: start + .seconds(1))]
        trace.reconnects = [TimeGap(start: start + .seconds(2), end: start + .seconds(3))]
        trace.startup.firstByte = start + .milliseconds(4)
        trace.streamer = Summary.Streamer()
        trace.streamer?.ticks = 250
        trace.receiver.cpuCores = 0.25
        trace.media.codec = "h264"
        trace.events = [event]
        trace.segments = [segment(7), segment(8, part: 1)]
        trace.playerStart = PlayerStart(holdBack: .seconds(0.6), isAsked: false, at: start, edge: .seconds(12))
        trace.avOffsets = [
            AVOffset(number: 25, decoded: start + .seconds(1), picture: .seconds(1.02), sound: .seconds(1))
        ]
        trace.quality = quality
        return trace
    }

    /// Every second frame scored by all metrics, matched and as displayed.
    static var quality: QualityFacts {
        var quality = QualityFacts(metrics: QualityMetric.allCases, everyN: 2)
        quality.vmafModel = "vmaf_v0.6.1"
        quality.vmafVersion = "libvmaf 3.0.0"
        quality.content = .file
        quality.bitDepth = 10
        quality.frames = [scored(0), scored(2), scored(2, .displayed, shown: 0), scored(0, .displayed, shown: nil)]
        return quality
    }

    /// What a pair scored; the mark's area is left out where it is matched.
    static func scored(
        _ number: UInt32,
        _ pairing: FrameQuality.Pairing = .matched,
        shown: FrameNumber? = 2
    ) -> FrameQuality {
        var scores = PictureScores()
        scores.psnrY = 40.123_456_789_012_3 + Double(number)
        scores.psnrU = 1.0 / 3
        scores.mseY = 0.1 + 0.2
        scores.ssimY = 0.999_999_999_999_999_9
        scores.msSsimY = .leastNonzeroMagnitude
        scores.vmaf = 99.884_231
        return FrameQuality(
            streamID: StreamID(rawValue: .max),
            number: FrameNumber(number),
            pairing: pairing,
            shown: pairing == .matched ? FrameNumber(number) : shown,
            scores: scores,
            masked: pairing == .matched ? PictureScores() : nil
        )
    }

    /// A segment of 4 s that came whole in 30 ms, and whose part was announced by a hint.
    static func segment(_ sequence: Int, part: Int? = nil) -> SegmentFact {
        let requested = start + .seconds(4 * Double(sequence))
        var fact = SegmentFact(sequence: sequence, part: part, requested: requested, isHinted: part != nil)
        fact.firstByte = requested + .milliseconds(10)
        fact.lastByte = requested + .milliseconds(30)
        fact.size = ByteCount(1_000_000 + sequence)
        fact.duration = .seconds(4)
        fact.playlistAge = .milliseconds(250)
        fact.programTime = requested - .seconds(5)
        fact.variant = "1280x720@2500000"
        return fact
    }

    private static var startup: Trace.Startup {
        var startup = Trace.Startup()
        startup.connected = start + .seconds(12.1)
        startup.firstMark = start + .seconds(12.5)
        return startup
    }

    /// A calibration made two hours before ``start``, or as many minutes later.
    static func calibration(seed: UInt64 = 1, minutesLater: Double = 0, codec: VideoCodec = .h264) -> Calibration {
        var generator = SeededGenerator(seed: seed)
        let madeAt = start + .seconds(60 * minutesLater - 7_200)
        return Calibration(
            id: RunUUID.make(at: madeAt, using: &generator),
            key: CalibrationKey(
                transport: "mpegts-http",
                codec: codec,
                size: PixelSize(width: 720, height: 480),
                fps: FrameRate(29.97),
                machine: "lab, Some CPU, 2"
            ),
            madeAt: madeAt,
            frames: 360,
            p50Ms: 5.25,
            p95Ms: 7.5,
            repeatP50Ms: [5.5, 5.25, 5.125],
            versions: ["glasslab": "1.0"],
            machine: ["cores": .integer(2)]
        )
    }

    static func summary(of run: StoredRun, _ reason: EndReason = .duration) -> Summary {
        let part = Summary.RunPart(
            manifest: run.manifest,
            startedAt: run.manifest.startedAt.iso8601,
            endReason: reason
        )
        var summary = Summary(run: part)
        summary.run.durationS = 10
        summary.frames.received = 250
        summary.frames.dropped = 2
        var delay = Distribution()
        delay.n = 248
        delay.p50 = 10.5
        delay.p95 = 12
        summary.frameDelayMs = delay
        summary.signalDelayMs = SignalDelay(values: delay, censored: 0, lowerBound: [])
        summary.clock.errorBoundMs = 0.05
        summary.frameRate.periods = [
            Summary.Period(startS: 0, frames: 248, dropped: 2, fps: 24.8, frameDelayMs: 10.25, bitrateBps: 1e6),
            Summary.Period(startS: 10, frames: 12, dropped: nil, fps: nil, frameDelayMs: nil, bitrateBps: nil),
        ]
        summary.warnings = [RunWarning(code: .fewSamples, text: "few", remedy: "more")]
        return summary
    }
}

extension RunStore {
    /// Begins, fills and finishes a run.
    @discardableResult
    func addRun(
        _ draft: RunDraft,
        samples: [Sample] = [],
        reason: EndReason = .duration
    ) throws -> StoredRun {
        let run = try begin(draft, clock: ManualClock())
        var batch = SampleBatch()
        batch.samples = samples
        try append(batch, to: run)
        try finish(run, trace: Known.trace(reason), summary: Known.summary(of: run, reason))
        return run
    }
}
