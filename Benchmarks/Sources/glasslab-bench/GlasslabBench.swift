import ArgumentParser
import Benchmarking
import Foundation
import LabModel

/// Measures how fast the lab is, and compares it with the limits in git.
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

    @Flag(help: "Watch memory for ten minutes, not one.")
    var long = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Exit with 4 when a limit is missed.")
    var strict = false

    func validate() throws {
        guard (1...1_000).contains(runs) else { throw ValidationError("--runs must be from 1 to 1000") }
    }

    func run() throws {
        var plan = BenchmarkPlan(executables: executables)
        plan.names = names
        plan.runs = runs
        plan.isLong = long
        plan.limits = try Thresholds.read(thresholds)
        let report = try BenchmarkSuite(plan).run { name in
            FileHandle.standardError.write(Data("\(name) …\n".utf8))
        }
        print(json ? try report.json() : report.text(), terminator: "")
        if strict, report.results.contains(where: { $0.isKept == false }) {
            throw ExitCode(ExitStatus.gateFailed.rawValue)
        }
    }
}
