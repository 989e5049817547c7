import Foundation
import LabModel
import LabTesting
import Testing

@Suite struct ShowCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    @Test func theLatestCompleteAttemptIsShown() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["show", "test1"], in: planted.folder.path)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("test1@2 through cloud: "))
        #expect(outcome.output.contains("frame delay 5.00 ms at\np50 and 5.00 ms at p95, 1 of 100 frames dropped.\n"))
        #expect(outcome.output.contains("100 sent = 99 read + 1 dropped"))
        #expect(outcome.output.contains("glasslab show test1@2\n"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test func jsonIsTheSummary() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["show", "test1@1", "--json"], in: planted.folder.path)
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.run.attempt == 1)
        #expect(summary.frames.dropped == 1)
        #expect(summary.frameDelayMs?.p95 == 5)
    }

    @Test func anUnfinishedRunIsSummarizedNow() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["show", "unfinished", "--json"], in: planted.folder.path)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.hasPrefix("warning: the run unfinished@1 "))
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.run.endReason == .interrupted)
        #expect(summary.frames.marked == 99)
        #expect(summary.frameDelayMs?.p50 == 5)
    }

    @Test func anUnknownRunIsSaid() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["show", "test9"], in: planted.folder.path)
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.errors == "glasslab: no run is named 'test9': glasslab.sqlite. "
                + "Did you mean 'test1'? 'glasslab runs' lists what is stored.\n"
        )
    }

    @Test func textWithoutUnicodeIsPlain() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["show", "test1"], environment: ["LC_ALL": "C"], in: planted.folder.path)
        #expect(!outcome.output.contains { !$0.isASCII })
    }
}
