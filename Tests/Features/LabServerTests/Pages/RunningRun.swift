import Estimation
import LabModel
import LabTesting
import Machine
import RunStore

/// A run that this process measures while a test looks on: each frame a given delay after it was sent.
final class RunningRun: Sendable {
    let run: StoredRun
    private let writer: SampleWriter
    private let clock = SystemClock()

    /// Begins it, with some seconds of frames behind it.
    init(_ id: String, provider: String, in store: RunStore, past seconds: Double = 30, delayMs: Double) throws {
        let began = clock.now() - .seconds(seconds)
        var random = SeededGenerator(seed: UInt64(id.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF_FFFF))
        let draft = RunDraft(
            uuid: RunUUID.make(at: began, using: &random),
            id: id,
            provider: provider,
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: began
        )
        run = try store.begin(draft, clock: clock)
        writer = SampleWriter(store: store, run: run, clock: clock)
        for index in 0..<Int(seconds * 25) {
            add(index, sent: began + .milliseconds(Double(index) * 40), delayMs: delayMs + Double(index * 37 % 11))
        }
    }

    /// Receives a frame now.
    func receive(_ index: Int, delayMs: Double) {
        add(index, sent: clock.now() - .milliseconds(delayMs), delayMs: delayMs)
    }

    /// Stores what waits and ends the run.
    func end(in store: RunStore) async throws {
        let writer = writer
        let stored = await WorkerThread.run(name: "writer") { Result { try writer.finish() } }
        try stored.get()
        var trace = try store.trace(of: run)
        trace.endReason = .duration
        trace.end = clock.now()
        try store.finish(run, trace: trace, summary: Estimator.summarize(trace, manifest: run.manifest))
    }

    private func add(_ index: Int, sent: WallTime, delayMs: Double) {
        writer.add(
            Sample(
                stamp: FrameStamp(streamID: StreamID(rawValue: 9), number: FrameNumber(UInt32(index)), time: sent),
                arrival: sent + .milliseconds(delayMs - 1),
                decoded: sent + .milliseconds(delayMs),
                presentationTime: .milliseconds(Double(index) * 40),
                size: ByteCount(8_000),
                clockOffset: .zero,
                clockErrorBound: .milliseconds(0.3)
            )
        )
    }
}
