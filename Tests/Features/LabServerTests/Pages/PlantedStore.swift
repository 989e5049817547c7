import Estimation
import LabModel
import LabTesting
import RunStore

/// A store of runs that look like real ones: three providers with delays of their own, drops, freezes, an attempt that
/// died, one that still runs.
struct PlantedStore {
    static let start = WallTime(nanoseconds: 1_795_000_000_000_000_000)

    let folder: TemporaryFolder
    let path: String
    let store: RunStore

    /// Makes it.
    ///
    /// - Parameters:
    ///   - attempts: complete attempts of each provider.
    ///   - seconds: how long each is.
    /// - Throws: what the store throws.
    init(attempts: Int = 4, seconds: Double = 20) throws {
        folder = try TemporaryFolder()
        path = folder.file("glasslab.sqlite")
        store = try RunStore.open(path)
        let providers = [("direct", 38.0, 2.0), ("nginx-rtmp", 212, 9), ("cloud-one", 940, 55)]
        for attempt in stride(from: 1, through: attempts, by: 1) {
            for (index, provider) in providers.enumerated() {
                try add(
                    PlantedRun(
                        id: "evening-\(provider.0)",
                        provider: provider.0,
                        number: attempt * 10 + index,
                        delayMs: provider.1 + Double(attempt),
                        jitterMs: provider.2,
                        seconds: seconds
                    )
                )
            }
        }
    }

    /// Adds runs that did not end well.
    func addTroubled() throws {
        for (number, end) in [EndReason.stalled, .interrupted, .noMark, .failed].enumerated() {
            var planted = PlantedRun(
                id: "night-\(number)",
                provider: "cloud-one",
                number: 400 + number,
                delayMs: 800,
                jitterMs: 90,
                seconds: 6
            )
            planted.end = end
            try add(planted)
        }
    }

    /// Measures and stores a planted run.
    /// - Returns: its name.
    @discardableResult
    func add(_ planted: PlantedRun) throws -> String {
        let trace = planted.trace
        let summary = Estimator.summarize(trace, manifest: planted.draft.manifest(attempt: 1))
        return try store.add(
            planted.draft,
            trace: trace,
            summary: summary,
            clock: ManualClock(at: planted.began)
        ).name
    }
}

/// A run whose every frame is planted.
struct PlantedRun {
    var id: String
    var provider: String
    /// Makes uuid and start its own.
    var number: Int
    var delayMs: Double
    var jitterMs: Double
    var seconds: Double
    var end = EndReason.duration
    var url = "http://127.0.0.1:8080/live.ts"
    /// Frames of these numbers never come.
    var lost: Set<Int> = [70, 71, 72, 200]

    var began: WallTime { PlantedStore.start + .seconds(Double(number) * 60) }

    var draft: RunDraft {
        let digits = String(0x1_0000_0000 + number, radix: 16).dropFirst()
        return RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-0000\(digits)",
            id: id,
            provider: provider,
            url: url,
            startedAt: began,
            settings: ["duration": .number(seconds), "fps": .integer(25), "codec": .text("h264")],
            versions: ["glasslab": "1.0.0"],
            machine: ["cores": .integer(2)]
        )
    }

    var trace: Trace {
        var random = SeededGenerator(seed: UInt64(number) + 7)
        var trace = Trace()
        trace.join = began
        trace.clockMethod = .sameHost
        trace.nominalPeriod = .milliseconds(40)
        trace.media.codec = "h264"
        (trace.media.width, trace.media.height, trace.media.fps) = (1_280, 720, 25)
        var held = 0.0
        trace.samples = (0..<Int(seconds * 25)).filter { !lost.contains($0) }.map { index in
            // Every twelve seconds something hangs for half a second, and drains again.
            held = index % 300 == 280 ? 480 : max(0, held - 35)
            let sent = began + .milliseconds(Double(index) * 40)
            let delay = delayMs + Double.random(in: -1...1, using: &random) * jitterMs + held
            return Sample(
                stamp: FrameStamp(streamID: StreamID(rawValue: 7), number: FrameNumber(UInt32(index)), time: sent),
                arrival: sent + .milliseconds(delay - 1.1),
                decoded: sent + .milliseconds(delay),
                presentationTime: .milliseconds(Double(index) * 40),
                size: ByteCount(9_000 + index % 25 * 100),
                clockOffset: .zero,
                clockErrorBound: .milliseconds(0.4)
            )
        }
        trace.end = began + .seconds(seconds)
        trace.drained = began + .seconds(seconds + 0.5)
        trace.endReason = end
        return trace
    }
}
