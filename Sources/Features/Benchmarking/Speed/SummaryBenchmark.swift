internal import Estimation
internal import LabModel
internal import Machine

/// The CPU time of a summary of a million samples.
struct SummaryBenchmark: Benchmark {
    let name = "summary_of_a_million_samples"
    let about = "the CPU time of a summary of 1,000,000 samples"

    func measure() throws -> [Figure] {
        let count = 1_000_000
        var trace = Trace()
        trace.samples = SampleSeries.make(count)
        trace.nominalPeriod = SampleSeries.period
        trace.join = SampleSeries.start - .seconds(1)
        trace.clockMethod = .sameHost
        let manifest = RunManifest(
            uuid: "01900000-0000-7000-8000-000000000000",
            id: "bench",
            attempt: 1,
            provider: "direct",
            url: "http://127.0.0.1/live.ts",
            startedAt: SampleSeries.start,
            settings: [:],
            versions: [:],
            machine: [:]
        )
        let start = ProcessUsage.cpuTime()
        let summary = Estimator.summarize(trace, manifest: manifest)
        let spent = ProcessUsage.cpuTime() - start
        guard summary.frames.decoded == count, summary.frameDelayMs != nil else {
            throw BenchmarkError.wrongWork(
                benchmark: name,
                reason: "\(String(describing: summary.frames.decoded)) frames decoded of \(count)"
            )
        }
        return [Figure(name: name, value: spent.seconds, unit: "s")]
    }
}
