import Foundation
import LabModel
import LabTesting
import Machine
import Subprocess
import SystemPackage
import Testing

@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct SelftestCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    private struct Report: Decodable {
        struct Row: Decodable {
            var check: String
            var what: String
            var unit: String
            var planted: Double
            var measured: Double?
            var error: Double?
            var limit: Double
            var ok: Bool
        }

        var ok: Bool
        var durationS: Double
        var rows: [Row]

        init(_ text: String) throws {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            self = try decoder.decode(Report.self, from: Data(text.utf8))
        }
    }

    /// A folder for temporary files that must be empty again afterwards.
    private func environment(_ folder: TemporaryFolder) -> [String: String] {
        ["TMPDIR": folder.path]
    }

    private func leftovers(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
    }

    private func report(in folder: TemporaryFolder) async throws -> Report {
        let outcome = try await glasslab.run(
            ["selftest", "drops", "stall", "--json"],
            environment: environment(folder)
        )
        let report = try Report(outcome.output)
        #expect(outcome.exitCode == (report.ok ? 0 : 1), "\(outcome.errors)")
        return report
    }

    /// Holds counts alone: lengths of time are judged by whoever keeps the machine quiet.
    @Test func jsonHoldsWhatWasPlantedAndMeasured() async throws {
        let folder = try TemporaryFolder()
        let report = try await report(in: folder)
        #expect(report.ok == report.rows.allSatisfy { $0.ok })
        #expect(report.rows.map(\.check) == ["drops", "drops", "drops", "drops", "stall", "stall"])
        #expect(report.durationS > 8)
        let dropped = try #require(report.rows.first)
        #expect(dropped.what == "frames dropped" && dropped.unit.isEmpty)
        #expect(dropped.planted >= 5, "\(dropped)")
        #expect(dropped.measured == dropped.planted && dropped.error == 0 && dropped.ok, "\(dropped)")
        let stall = try #require(report.rows.last)
        // The relay holds for 1.5 s; what a busy machine still writes after that began is no part of the silence.
        #expect(stall.what == "the longest stall" && stall.unit == "ms" && stall.planted >= 1_000, "\(stall)")
        #expect(try #require(stall.measured) >= 1_000, "\(stall)")
        #expect(try leftovers(folder).isEmpty)
    }

    @Test func textIsATableWithAVerdict() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await glasslab.run(["selftest", "drops"], environment: environment(folder))
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.count == 8, "\(outcome.output)\(outcome.errors)")
        #expect(lines[0].split(separator: " ") == ["planted", "measured", "error", "limit"])
        #expect(lines[1].hasPrefix("frames dropped  "))
        #expect(lines[6].contains(" numbers are "))
        #expect(!outcome.output.contains("\u{1B}"))
        #expect(outcome.exitCode == (lines[6].hasPrefix("All ") ? 0 : 1))
        #expect(try leftovers(folder).isEmpty)
    }

    @Test func aMissingStreamerIsSaid() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await glasslab.run(
            ["selftest", "stall", "--executables", "/nowhere"],
            environment: environment(folder)
        )
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("glasslab: the streamer could not be started: "))
        #expect(outcome.errors.contains("/nowhere/streamer"))
        #expect(try leftovers(folder).isEmpty)
    }

    @Test func anInterruptStopsAllAndLeavesNothing() async throws {
        let folder = try TemporaryFolder()
        let result = try await Subprocess.run(
            .path(FilePath(glasslab.path)),
            arguments: ["selftest", "stall"],
            environment: BuiltExecutable.environment(environment(folder)),
            input: .none,
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        ) { execution in
            // The store's file is there once the streamer is being started.
            let clock = SystemClock()
            let deadline = clock.monotonicNow() + .untilItHangs
            while try leftovers(folder).isEmpty {
                guard clock.monotonicNow() < deadline else {
                    Issue.record("the store's file never came")
                    break
                }
                try await clock.sleep(for: .milliseconds(10))
            }
            try execution.send(signal: .interrupt)
        }
        #expect(BuiltExecutable.code(result.terminationStatus) == 3)
        #expect(result.standardOutput.isEmpty)
        #expect(result.standardError.contains("glasslab: interrupted: nothing is kept\n"))
        #expect(try leftovers(folder).isEmpty)
    }
}
