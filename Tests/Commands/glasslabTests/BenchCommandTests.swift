import Foundation
import LabTesting
import Testing

@Suite(.realTime) struct BenchCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    private struct Report: Decodable {
        struct Row: Decodable {
            var name: String
            var unit: String
            var runs: Int
            var median: Double
            var least: Double
            var most: Double
        }

        var results: [Row]
    }

    @Test func theListNamesAll() async throws {
        let outcome = try await glasslab.run(["bench", "--list"])
        #expect(outcome.exitCode == 0)
        let names = outcome.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
        #expect(
            names == [
                "content_and_mark_720p", "strip_read_1080p", "tracked_qr_read_1080p", "tracked_dict_read_1080p",
                "quality_kernels_1080p", "quality_vmaf_1080p", "summary_of_a_million_samples", "store_write",
                "trace_import", "merge_1000_stores", "big_store",
                "interval_coverage_18000",
                "interval_coverage_300", "receiver_cpu_720p", "streamer_cpu_720p",
                "main_job_720p30", "known_delay", "ll_hls_720p30", "four_providers_720p30", "protocols_720p30",
                "bad_link_720p30", "link_precision", "clock_bound", "fanout_1000_viewers", "receiver_memory_60fps",
            ]
        )
    }

    @Test func unknownNamesAreWrongUsage() async throws {
        let outcome = try await glasslab.run(["bench", "strip"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors.hasPrefix("glasslab: no benchmark is called \"strip\". Choose of: content_and_mark_720p, ")
        )
    }

    @Test func jsonHoldsARowAFigure() async throws {
        let outcome = try await glasslab.run(["bench", "tracked_qr_read_1080p", "--runs", "2", "--json"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.errors == "tracked_qr_read_1080p …\n")
        let results = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8)).results
        #expect(results.map(\.name) == ["tracked_qr_read_1080p"])
        let row = try #require(results.first)
        #expect(row.unit == "ms" && row.runs == 2)
        #expect(row.least > 0 && row.least <= row.median && row.median <= row.most)
    }

    @Test func missingExecutablesAreSaid() async throws {
        let outcome = try await glasslab.run(["bench", "main_job_720p30", "--runs", "1", "--executables", "/nowhere"])
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("\nglasslab: /nowhere/start-task-and-client --id bench "))
        #expect(outcome.errors.contains(": No such file or directory. Install ffmpeg, nginx with "))
    }
}
