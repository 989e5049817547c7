import ArgumentParser
import Benchmarking
import Foundation
import LabCommand
import Machine

/// `glasslab bench`.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how fast the lab itself is on this machine.",
        discussion: """
            Medians of several runs, as ratios where there is a peer. Keep the machine quiet meanwhile.

            EXAMPLES
              glasslab bench --list
              glasslab bench strip_read_1080p --runs 9
              glasslab bench main_job_720p30 --json
            """
    )

    @Argument(help: "Which benchmarks; all of them unless some are named.")
    var names: [String] = []

    @Flag(help: "Say what there is, and measure nothing.")
    var list = false

    @Option(help: "How often each is run.")
    var runs = 3

    @Flag(help: "Watch memory for ten minutes, not one, and intervals over 1,000 traces, not 100.")
    var long = false

    @Option(help: ArgumentHelp("Where the lab's executables are. (default: beside this one)", valueName: "folder"))
    var executables: String?

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard (1...1_000).contains(runs) else {
            throw ValidationError("--runs takes a whole number from 1 to 1000, not \(runs).")
        }
    }

    func run() async throws {
        let console = Console()
        guard !list else {
            let width = BenchmarkSuite.list.map(\.name.count).max() ?? 0
            let lines = BenchmarkSuite.list.map { name, about in
                name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + about + "\n"
            }
            try console.write(lines.joined())
            return
        }
        let isJSON = try standard.settings().flag(.json, flag: standard.json)
        var plan = BenchmarkPlan(executables: executables ?? Self.ownFolder)
        plan.names = names
        plan.runs = runs
        plan.isLong = long
        let chosen = plan
        let report = try await WorkerThread.run(name: "bench") {
            Result { try BenchmarkSuite(chosen).run { console.note("\($0) …") } }
        }.get()
        try console.write(isJSON ? report.json() : report.text())
    }

    private static var ownFolder: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: own).deletingLastPathComponent().path
    }
}
