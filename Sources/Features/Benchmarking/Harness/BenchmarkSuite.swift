internal import Glibc
internal import Machine

/// All benchmarks.
public struct BenchmarkSuite {
    private let plan: BenchmarkPlan
    private let chosen: [any Benchmark]

    /// Every benchmark's name and what it measures, in the order in which they run.
    public static var list: [(name: String, about: String)] {
        all(BenchmarkPlan(executables: "")).map { ($0.name, $0.about) }
    }

    /// Chooses what the plan names.
    ///
    /// - Parameter plan: what to measure, and how often.
    /// - Throws: ``BenchmarkError/unknownBenchmark(_:known:)``.
    public init(_ plan: BenchmarkPlan) throws(BenchmarkError) {
        let all = Self.all(plan)
        self.plan = plan
        guard !plan.names.isEmpty else {
            chosen = all
            return
        }
        var chosen: [any Benchmark] = []
        for name in plan.names {
            guard let benchmark = all.first(where: { $0.name == name }) else {
                throw .unknownBenchmark(name, known: all.map(\.name))
            }
            chosen.append(benchmark)
        }
        self.chosen = chosen
    }

    /// Measures; takes from a second to many minutes and blocks its thread.
    ///
    /// - Parameter onStart: told each benchmark's name before it is measured.
    /// - Returns: the results, in the plan's order.
    /// - Throws: ``BenchmarkError``, or what the lab's own parts throw.
    public func run(onStart: (String) -> Void) throws -> BenchmarkReport {
        // A process that ends early must be an error, not this process's end.
        signal(SIGPIPE, SIG_IGN)
        let load = Host.loadAverage
        var results: [BenchmarkResult] = []
        for benchmark in chosen {
            onStart(benchmark.name)
            let measured = try (0..<max(1, plan.runs)).map { _ in try benchmark.measure() }
            results += BenchmarkResult.results(of: measured, limits: plan.limits)
        }
        return BenchmarkReport(results: results, loadAverage: load)
    }

    private static func all(_ plan: BenchmarkPlan) -> [any Benchmark] {
        [
            DrawingBenchmark(), ReadingBenchmark.strip, ReadingBenchmark.code, ReadingBenchmark.dict,
            QualityBenchmark(), VMAFBenchmark(),
            SummaryBenchmark(), StoreBenchmark(), TraceImportBenchmark(executables: plan.executables),
            MergeBenchmark(executables: plan.executables), BigStoreBenchmark(executables: plan.executables),
            CoverageBenchmark(count: 18_000, isLong: plan.isLong), CoverageBenchmark(count: 300, isLong: plan.isLong),
            ReceiverBenchmark(executables: plan.executables), StreamerBenchmark(executables: plan.executables),
            MainJobBenchmark(executables: plan.executables), KnownDelayBenchmark(executables: plan.executables),
            LowLatencyBenchmark(executables: plan.executables), ProvidersBenchmark(executables: plan.executables),
            ProtocolsBenchmark(executables: plan.executables), BadLinkBenchmark(executables: plan.executables),
            LinkPrecisionBenchmark(),
            ClockBenchmark(executables: plan.executables),
            FanoutBenchmark(executables: plan.executables),
            MemoryBenchmark(executables: plan.executables, isLong: plan.isLong),
        ]
    }
}
