internal import LabModel
internal import Machine
internal import RunStore

/// Samples that the store's write path takes in a second, until all of them are committed.
struct StoreBenchmark: Benchmark {
    let name = "store_write"
    let about = "samples that the store takes in a second, until all are committed"

    func measure() throws -> [Figure] {
        // Below the writer's limit of waiting samples, whatever the disk does.
        let samples = SampleSeries.make(180_000)
        let folder = try WorkFolder()
        let clock = SystemClock()
        let store = try RunStore.open(folder.file("bench.sqlite"))
        var generator = SystemRandomNumberGenerator()
        let draft = RunDraft(
            uuid: RunUUID.make(at: clock.now(), using: &generator),
            id: "bench",
            provider: "direct",
            url: "http://127.0.0.1/live.ts",
            startedAt: clock.now()
        )
        let run = try store.begin(draft, clock: clock)
        let start = clock.monotonicNow()
        let writer = SampleWriter(store: store, run: run, clock: clock)
        for sample in samples {
            writer.add(sample)
        }
        try writer.finish()
        let spent = clock.monotonicNow() - start
        return [
            Figure(name: name, value: Double(samples.count) / spent.seconds, unit: "samples/s", isLowerBetter: false)
        ]
    }
}
