import ArgumentParser
import Foundation
import LabModel
import Machine

/// Measures how fast the lab is.
@main
struct GlasslabBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "glasslab-bench",
        abstract: "Measures how fast the lab is: medians of several runs, as ratios where there is a peer.",
        discussion: """
            From the clone's own folder, after `swift build -c release`:

                swift run -c release --package-path Benchmarks glasslab-bench
                swift run -c release --package-path Benchmarks glasslab-bench strip_read_1080p --runs 9
            """
    )

    @Argument(help: "Which benchmarks; all of them unless some are named.")
    var names: [String] = []

    @Option(help: "How often each is run, at least once.")
    var runs = 5

    @Option(help: "A JSON file of limits, such as Benchmarks/Thresholds/x86_64.json.")
    var thresholds: String?

    @Option(help: "Where the lab's executables are.")
    var executables = ".build/release"

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Exit with 4 when a limit is missed.")
    var strict = false

    func validate() throws {
        guard (1...1_000).contains(runs) else { throw ValidationError("--runs must be from 1 to 1000") }
    }

    func run() throws {
        // A peer that ends early must be an error, not this process's end.
        signal(SIGPIPE, SIG_IGN)
        let load = Host.loadAverage
        let limits = try Thresholds.read(thresholds)
        var results: [BenchmarkResult] = []
        for benchmark in try chosen() {
            FileHandle.standardError.write(Data("\(benchmark.name) …\n".utf8))
            let readings = try (0..<runs).map { _ in try benchmark.measure() }
            results.append(BenchmarkResult(benchmark, readings: readings, limit: limits[benchmark.name]))
        }
        let report = BenchmarkReport(results: results, loadAverage: load)
        print(json ? try report.json() : report.text())
        if strict, results.contains(where: { $0.isKept == false }) {
            throw ExitCode(ExitStatus.gateFailed.rawValue)
        }
    }

    private func chosen() throws -> [any Benchmark] {
        let all: [any Benchmark] = [
            DrawingBenchmark(), ReadingBenchmark.strip, ReadingBenchmark.code, ReadingBenchmark.dict,
            SummaryBenchmark(),
            StoreBenchmark(),
            try ReceiverBenchmark(executables: executables), try StreamerBenchmark(executables: executables),
        ]
        guard !names.isEmpty else { return all }
        return try names.map { name in
            guard let benchmark = all.first(where: { $0.name == name }) else {
                throw BenchmarkError.unknownBenchmark(name, known: all.map(\.name))
            }
            return benchmark
        }
    }
}
