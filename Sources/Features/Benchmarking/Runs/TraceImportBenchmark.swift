internal import Foundation
internal import LabModel
internal import RunStore

/// What the import of a trace of a million rows costs, from the CSV file to the stored run.
final class TraceImportBenchmark: Benchmark {
    let name = "trace_import"
    let about = "importing a trace of 1,000,000 rows: time and peak memory"

    private let executables: String
    private let count: UInt32 = 1_000_000
    private var made: WorkFolder?

    init(executables: String) {
        self.executables = executables
    }

    func measure() throws -> [Figure] {
        let folder = try made ?? makeTrace()
        made = folder
        let database = folder.file("bench.sqlite")
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: database + suffix)
        }
        let cost = try ProgramCost(
            of: ChildProcess(
                executable: executables + "/glasslab",
                arguments: ["import-trace", folder.file("trace.csv"), "--id", "bench", "--json", "--db", database]
            )
        )
        try checkThatAllIsStored(database)
        return cost.figures(of: name)
    }

    private func checkThatAllIsStored(_ database: String) throws {
        let store = try RunStore.open(database, mode: .readOnly)
        let summary = try store.summary(of: try store.run(named: "bench"))
        guard summary?.frames.marked == Int(count), summary?.signalDelayMs?.values.ci95P95 != nil else {
            throw BenchmarkError.wrongWork(
                benchmark: name,
                reason: "\(summary?.frames.marked ?? 0) of \(count) rows became frames with an interval"
            )
        }
    }

    /// Writes the file: 60 frames a second, each received 5 to 12 ms after it was sent, one in 200 lost.
    private func makeTrace() throws -> WorkFolder {
        let folder = try WorkFolder()
        let path = folder.file("trace.csv")
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        var text = "frame,sent_us,received_us,quality_db\n"
        for row in 0..<count {
            let number = row + row / 199
            let sent = SampleSeries.start.nanoseconds / 1_000 + Int64(number) * 1_000_000 / 60
            // Multiplying by a large odd number scatters the low bits.
            let scatter = number &* 2_654_435_761
            text +=
                "\(number),\(sent),\(sent + 5_000 + Int64(scatter >> 20) * 17 / 10),1\(scatter % 10).\(scatter % 7)\n"
            if text.utf8.count > 1 << 20 || row == count - 1 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.close()
        return folder
    }
}
