internal import Foundation

/// What lists and reports cost where many runs are stored.
final class BigStoreBenchmark: Benchmark {
    let name = "big_store"
    let about = "1,000 runs of 18,000 samples: list them, and report on all 5 providers; takes 1.3 GB of disk"

    private let executables: String
    private let count: Int
    private let samples: Int
    private var made: WorkFolder?

    init(executables: String, count: Int = 1_000, samples: Int = 18_000) {
        self.executables = executables
        self.count = count
        self.samples = samples
    }

    func measure() throws -> [Figure] {
        let folder = try made ?? makeStore()
        made = folder
        let short = try run(["runs"], in: folder)
        let whole = try run(["runs", "--limit", "\(count)"], in: folder)
        let page = folder.file("report.html")
        try? FileManager.default.removeItem(atPath: page)
        let providers = BigStore.providers.flatMap { ["--provider", $0] }
        let report = try run(["report", "--format", "html", "--out", page] + providers, in: folder)
        let size = try FileManager.default.attributesOfItem(atPath: page)[.size] as? Int ?? 0
        guard size > 10_000 else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "a report of \(size) bytes")
        }
        return [
            Figure(name: "\(name).runs", value: short.seconds, unit: "s"),
            Figure(name: "\(name).runs_all", value: whole.seconds, unit: "s"),
            Figure(name: "\(name).report", value: report.seconds, unit: "s"),
            Figure(name: "\(name).report_cpu", value: report.cpuSeconds, unit: "s"),
            Figure(name: "\(name).report_peak_memory", value: report.peakMemory, unit: "MB"),
            Figure(name: "\(name).report_size", value: Double(size) / 1e6, unit: "MB"),
        ]
    }

    private func run(_ arguments: [String], in folder: WorkFolder) throws -> ProgramCost {
        let output = folder.file("output.txt")
        try? FileManager.default.removeItem(atPath: output)
        let cost = try ProgramCost(
            of: ChildProcess(
                executable: executables + "/glasslab",
                arguments: arguments + ["--db", folder.file("big.sqlite")],
                output: output
            )
        )
        if arguments.count == 3 {
            let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").count
            guard lines > count else {
                throw BenchmarkError.wrongWork(benchmark: name, reason: "\(lines) lines list \(count) runs")
            }
        }
        return cost
    }

    private func makeStore() throws -> WorkFolder {
        let folder = try WorkFolder()
        var store = BigStore(count: count, samples: samples)
        try store.make(at: folder.file("big.sqlite"))
        return folder
    }
}
