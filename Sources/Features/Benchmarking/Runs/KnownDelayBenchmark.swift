internal import Foundation

/// How far the lab is off when it measures a delay that a relay planted: `glasslab selftest relay --long`, whose rows
/// hold the errors of frames compared one by one with the relay's own log.
struct KnownDelayBenchmark: Benchmark {
    let name = "known_delay"
    let about = "how far measured delays are from those that a relay planted, for 0, 50, 200 and 1,000 ms"

    let executables: String

    /// What a row of the self-test is called behind the hold, and the figure that it becomes.
    private static let figures = [
        (row: "arrival, median", figure: "arrival_error"),
        (row: "arrival, standard deviation", figure: "arrival_stddev"),
        (row: "decoding, median", figure: "decoded_error"),
    ]

    private struct Report: Decodable {
        struct Row: Decodable {
            var what: String
            var error: Double?
        }

        var rows: [Row]
    }

    func measure() throws -> [Figure] {
        let folder = try WorkFolder()
        let file = folder.file("selftest.json")
        var selftest = ChildProcess(
            executable: executables + "/glasslab",
            arguments: ["selftest", "relay", "--long", "--json", "--executables", executables],
            output: file
        )
        // Outside the self-test's own limits is a figure here, not a failure.
        selftest.acceptedCodes = [0, 1]
        _ = try selftest.cpuSeconds()
        return try figures(ofJSON: try Data(contentsOf: URL(filePath: file)))
    }

    /// The figures of what the self-test wrote.
    /// - Throws: ``BenchmarkError/wrongWork(benchmark:reason:)`` where one of them is missing.
    func figures(ofJSON text: Data) throws -> [Figure] {
        let report = try JSONDecoder().decode(Report.self, from: text)
        return try [0, 50, 200, 1_000].flatMap { try figures(of: report, hold: $0) }
    }

    private func figures(of report: Report, hold: Int) throws -> [Figure] {
        try Self.figures.map { row, figure in
            let what = "held for \(hold) ms: \(row)"
            guard let error = report.rows.first(where: { $0.what == what })?.error else {
                throw BenchmarkError.wrongWork(benchmark: name, reason: "it has no number for `\(what)`")
            }
            return Figure(name: "\(name).\(hold)ms.\(figure)", value: abs(error), unit: "ms")
        }
    }
}
