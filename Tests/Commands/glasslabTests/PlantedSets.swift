import Estimation
import LabModel
import LabTesting
import RunStore

/// A database of two sets of runs: `base` and `new`, the second slower; `small`, as slow and smaller; `dying` with an attempt that stalled;
/// and `lot-*`, of which one id died in both attempts and one was interrupted.
struct PlantedSets {
    let folder: TemporaryFolder

    init(attempts: Int = 4) throws {
        folder = try TemporaryFolder()
        let store = try RunStore.open(folder.file("glasslab.sqlite"))
        for attempt in 1...attempts {
            try add("base", provider: "direct", attempt: attempt, delayMs: 20 + Double(attempt), to: store)
            try add("new", provider: "cloud", attempt: attempt, delayMs: 60 + Double(attempt), to: store)
            try add("small", provider: "cloud", attempt: attempt, delayMs: 60 + Double(attempt), width: 640, to: store)
            try add(
                "mixed",
                provider: attempt.isMultiple(of: 2) ? "cloud" : "direct",
                attempt: attempt,
                delayMs: 30,
                to: store
            )
        }
        try add("dying", provider: "cloud", attempt: 1, delayMs: 5, to: store)
        try add("dying", provider: "cloud", attempt: 2, delayMs: 5, endReason: .stalled, to: store)
        for (id, ends) in [("lot-dead", [EndReason.failed, .stalled]), ("lot-open", [.interrupted])] {
            for (index, end) in ends.enumerated() {
                try add(id, provider: "direct", attempt: index + 1, delayMs: 5, endReason: end, to: store)
            }
        }
        for attempt in 1...4 {
            try add("lot-good", provider: "direct", attempt: attempt, delayMs: 20, to: store)
        }
    }

    private func add(
        _ id: String,
        provider: String,
        attempt: Int,
        delayMs: Double,
        endReason: EndReason = .duration,
        width: Int = 1_280,
        to store: RunStore
    ) throws {
        let began = PlantedStore.start + .seconds(Double(attempt) * 60)
        let clock = ManualClock(at: began)
        let digits = String(id.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF, radix: 16)
        let draft = RunDraft(
            uuid:
                "019378a1-0c5e-7b2a-9d3f-0000\(String(repeating: "0", count: 4 - digits.count))\(digits)000\(attempt)",
            id: id,
            provider: provider,
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: began,
            settings: [:],
            versions: [:],
            machine: [:]
        )
        let run = try store.begin(draft, clock: clock)
        let size = PixelSize(width: width, height: width * 9 / 16)
        var trace = Trace.planted(from: began, frames: 0..<100, delayMs: delayMs, size: size)
        trace.media.codec = "h264"
        trace.endReason = endReason
        try store.finish(run, trace: trace, summary: Estimator.summarize(trace, manifest: run.manifest))
    }
}
