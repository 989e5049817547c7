import Estimation
import LabModel
import LabTesting
import RunStore

/// A database with known runs, in a folder of its own.
struct PlantedStore {
    let folder: TemporaryFolder
    let path: String

    /// When the first run began: 2027-01-15T08:00:00Z.
    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    /// Stores `test1` twice, an hour apart, and `unfinished`, which nobody finishes.
    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("glasslab.sqlite")
        let store = try RunStore.open(path)
        try Self.add("test1", provider: "direct", number: 1, to: store)
        try Self.add("test1", provider: "cloud", number: 2, to: store)
        try Self.add("unfinished", provider: "direct", number: 3, isFinished: false, to: store)
    }

    private static func add(
        _ id: String,
        provider: String,
        number: Int,
        isFinished: Bool = true,
        to store: RunStore
    ) throws {
        let began = start + .seconds(Double(number - 1) * 3_600)
        let clock = ManualClock(at: began)
        let draft = RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-5a6b7c8d9e0\(number)",
            id: id,
            provider: provider,
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: began,
            settings: [:],
            versions: [:],
            machine: [:]
        )
        let run = try store.begin(draft, clock: clock)
        var trace = trace(from: began)
        trace.drained = isFinished ? trace.drained : nil
        let writer = SampleWriter(store: store, run: run, clock: clock)
        trace.samples.forEach { writer.add($0) }
        writer.add(facts: trace)
        try writer.finish()
        if isFinished {
            try store.finish(run, trace: trace, summary: Estimator.summarize(trace, manifest: run.manifest))
        }
    }

    /// A hundred frames at 25 fps, 5 ms late each; number 50 is missing.
    private static func trace(from began: WallTime) -> Trace {
        let size = PixelSize(width: 1_280, height: 720)
        var trace = Trace.planted(from: began, frames: (0..<100).filter { $0 != 50 }, delayMs: 4, size: size)
        trace.media.codec = "h264"
        return trace
    }
}
