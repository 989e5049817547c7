import Estimation
import LabModel
import LabTesting
import Machine
import RunStore

/// A store to which runs are added one by one, each a minute behind the one before.
final class PlantedRuns {
    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    let folder: TemporaryFolder
    let store: RunStore
    private var count = 0

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
    }

    static func instant(minute: Int) -> WallTime {
        start + .seconds(Double(minute) * 60)
    }

    /// Adds a run of 50 frames at 25 fps, decoded so late; nil for an end leaves it running.
    @discardableResult
    func add(
        _ id: String,
        provider: String = "direct",
        sweep: String? = nil,
        delayMs: Double = 20,
        end: EndReason? = .duration
    ) throws -> StoredRun {
        let began = Self.instant(minute: count)
        count += 1
        let digits = String(count)
        let draft = RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-" + String(repeating: "0", count: 12 - digits.count) + digits,
            id: id,
            provider: provider,
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: began,
            settings: sweep.map { ["sweep": .text($0)] } ?? [:]
        )
        let run = try store.begin(draft, clock: ManualClock(at: began))
        let trace = Self.trace(from: began, delayMs: delayMs, end: end)
        let writer = SampleWriter(store: store, run: run, clock: SystemClock())
        trace.samples.forEach { writer.add($0) }
        writer.add(facts: trace)
        try writer.finish()
        if end != nil {
            try store.finish(run, trace: trace, summary: Estimator.summarize(trace, manifest: run.manifest))
        }
        return run
    }

    private static func trace(from began: WallTime, delayMs: Double, end: EndReason?) -> Trace {
        var trace = Trace()
        trace.join = began
        trace.clockMethod = .sameHost
        trace.nominalPeriod = .milliseconds(40)
        trace.samples = (0..<50).map { number in
            let sent = began + .milliseconds(Double(number) * 40)
            return Sample(
                stamp: FrameStamp(streamID: StreamID(rawValue: 7), number: FrameNumber(UInt32(number)), time: sent),
                arrival: sent + .milliseconds(delayMs - 1),
                decoded: sent + .milliseconds(delayMs),
                size: ByteCount(5_000),
                clockOffset: .zero,
                clockErrorBound: .zero
            )
        }
        trace.end = began + .seconds(2)
        trace.drained = began + .seconds(2.5)
        trace.endReason = end ?? .interrupted
        return trace
    }
}
