internal import Estimation
internal import Foundation
internal import LabModel
internal import Machine
internal import RunStore

/// A store as a laboratory has it after some weeks: many runs of several providers, each with its summary.
///
/// Delays lean on one another, with spikes, drops and freezes; the clock was asked. A few traces stand for all runs: what
/// a list or a report costs does not depend on how they differ.
struct BigStore {
    static let providers = ["direct", "alpha", "beta", "gamma", "delta"]
    private static let framesPerSecond = 30.0

    private let count: Int
    private let samples: Int
    private let traces: Int
    private var random = SplitMix(seed: 6)

    /// - Parameters:
    ///   - count: How many runs.
    ///   - samples: How many frames were sent in each.
    ///   - traces: How many of a provider's runs differ.
    init(count: Int, samples: Int, traces: Int = 4) {
        self.count = count
        self.samples = samples
        self.traces = traces
    }

    /// Writes the file.
    /// - Throws: what keeps the store.
    mutating func make(at path: String) throws {
        let store = try RunStore.open(path)
        let clock = SystemClock()
        var generator = SystemRandomNumberGenerator()
        let known = Self.providers.indices.map { provider in
            (0..<traces).map { _ in measured(baseMs: 20 + 15 * Double(provider)) }
        }
        for index in 0..<count {
            let provider = index % Self.providers.count
            var (trace, summary) = known[provider][index / Self.providers.count % traces]
            let startedAt = SampleSeries.start + .seconds(Double(index) * 700)
            let draft = RunDraft(
                uuid: RunUUID.make(at: clock.now(), using: &generator),
                id: "\(Self.providers[provider])-\(index / Self.providers.count + 1)",
                provider: Self.providers[provider],
                url: "http://127.0.0.1/live.ts",
                startedAt: startedAt,
                settings: Self.settings,
                versions: ["ffmpeg": "5.1.9", "glasslab": "0.1.0", "sqlite": SQLiteVersion.current],
                machine: Host.facts()
            )
            trace.endReason = .duration
            summary.run = Summary.RunPart(
                manifest: draft.manifest(attempt: 1),
                startedAt: startedAt.iso8601,
                endReason: .duration
            )
            summary.run.durationS = Double(samples) / Self.framesPerSecond
            _ = try store.add(draft, trace: trace, summary: summary, clock: clock)
        }
    }

    private static let settings: [String: SettingValue] = [
        "bitrate": .text("2500k"), "clock": .text("auto"), "codec": .text("h264"), "cpu": .integer(512),
        "drain_s": .integer(5), "duration_s": .integer(600), "fps": .integer(30), "gop": .integer(1),
        "image_size": .integer(2), "memory": .number(1), "period_s": .integer(10), "stall_limit_s": .integer(10),
        "start_limit_s": .integer(15),
    ]

    private mutating func measured(baseMs: Double) -> (Trace, Summary) {
        var trace = Trace()
        let begin = SampleSeries.start
        let length = Latency.seconds(Double(samples) / Self.framesPerSecond)
        trace.join = begin - .milliseconds(200)
        trace.end = begin + length
        trace.drained = begin + length + .seconds(1)
        trace.nominalPeriod = .seconds(1 / Self.framesPerSecond)
        trace.clockMethod = .http
        trace.arrivalMethod = .packet
        (trace.media.codec, trace.media.container) = ("h264", "mpegts")
        (trace.media.width, trace.media.height, trace.media.fps) = (1_280, 720, Self.framesPerSecond)
        trace.samples = series(from: begin, baseMs: baseMs)
        trace.exchanges = stride(from: 0, to: length.seconds, by: 5).map { exchange(at: begin + .seconds($0)) }
        ClockFit(of: trace)?.correct(&trace.samples)
        let manifest = RunManifest(
            uuid: "01900000-0000-7000-8000-000000000000",
            id: "bench",
            attempt: 1,
            provider: "",
            url: "",
            startedAt: begin,
            settings: Self.settings,
            versions: [:],
            machine: [:]
        )
        return (trace, Estimator.summarize(trace, manifest: manifest))
    }

    /// Every five hundredth frame or so some frames are dropped, now and then enough to freeze.
    private mutating func series(from begin: WallTime, baseMs: Double) -> [Sample] {
        var noise = AutoregressiveSeries(correlation: 0.9, seed: random.next())
        let delays = noise.next(samples)
        var (frames, dropped) = ([Sample](), 0)
        for number in 0..<samples {
            if dropped > 0 {
                dropped -= 1
                continue
            }
            if random.next().isMultiple(of: 500) {
                dropped = Int(random.next() % 12)
            }
            let sent = begin + .seconds(Double(number) / Self.framesPerSecond)
            let arrived = sent + .milliseconds(baseMs + 3 * delays[number])
            frames.append(
                Sample(
                    stamp: FrameStamp(
                        streamID: StreamID(rawValue: 1),
                        number: FrameNumber(UInt32(number)),
                        time: sent
                    ),
                    arrival: arrived,
                    decoded: arrived + .milliseconds(2),
                    presentationTime: .seconds(Double(number) / Self.framesPerSecond),
                    size: ByteCount(10_000),
                    isKeyframe: number.isMultiple(of: 30)
                )
            )
        }
        return frames
    }

    private mutating func exchange(at asked: WallTime) -> ClockExchange {
        let way = Latency.microseconds(100 + Int64(random.next() % 300))
        return ClockExchange(t1: asked, t2: asked + way, t3: asked + way, t4: asked + way + way, answer: nil)
    }
}
