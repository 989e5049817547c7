internal import Foundation
internal import LabModel
internal import Machine
internal import RunStore

/// What it costs to bring a sweep's files together, a run each, and to do it once more when all is there.
final class MergeBenchmark: Benchmark {
    let name = "merge_1000_stores"
    let about = "merging 1,000 databases of 18,000 samples each, and again: time and peak memory; takes 4 GB of disk"

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
        let folder = try made ?? makeStores()
        made = folder
        let into = folder.file("into.sqlite")
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: into + suffix)
        }
        let first = try merge(folder, into)
        try checkThatAllIsMerged(into)
        let again = try merge(folder, into)
        try checkThatAllIsMerged(into)
        return first.figures(of: name) + [
            Figure(name: "\(name).again", value: again.seconds, unit: "s"),
            Figure(name: "\(name).again_peak_memory", value: again.peakMemory, unit: "MB"),
        ]
    }

    private func merge(_ folder: WorkFolder, _ into: String) throws -> ProgramCost {
        try ProgramCost(
            of: ChildProcess(
                executable: executables + "/glasslab",
                arguments: ["merge", into] + (0..<count).map { Self.file($0, in: folder) }
            )
        )
    }

    private func checkThatAllIsMerged(_ into: String) throws {
        let store = try RunStore.open(into, mode: .readOnly)
        let runs = try store.runs()
        let last = try runs.first.map { try store.samples(of: store.run(named: $0.uuid)).count }
        guard runs.count == count, last == samples else {
            throw BenchmarkError.wrongWork(
                benchmark: name,
                reason: "\(runs.count) of \(count) runs were merged, the last with \(last ?? 0) samples"
            )
        }
    }

    private static func file(_ index: Int, in folder: WorkFolder) -> String {
        folder.file("from\(index).sqlite")
    }

    /// Writes the files: each holds a run, of an id of its own.
    private func makeStores() throws -> WorkFolder {
        let folder = try WorkFolder()
        let clock = SystemClock()
        var generator = SystemRandomNumberGenerator()
        var trace = Trace()
        trace.samples = SampleSeries.make(samples)
        for index in 0..<count {
            let startedAt = SampleSeries.start + .seconds(Double(index) * 300)
            let draft = RunDraft(
                uuid: RunUUID.make(at: clock.now(), using: &generator),
                id: "line\(index + 1)",
                provider: "direct",
                url: "http://127.0.0.1/live.ts",
                startedAt: startedAt
            )
            let part = Summary.RunPart(
                manifest: draft.manifest(attempt: 1),
                startedAt: startedAt.iso8601,
                endReason: trace.endReason
            )
            let store = try RunStore.open(Self.file(index, in: folder))
            _ = try store.add(draft, trace: trace, summary: Summary(run: part), clock: clock)
        }
        return folder
    }
}
