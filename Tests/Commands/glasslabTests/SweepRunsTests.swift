import Comparing
import Estimation
import Foundation
import LabModel
import LabTesting
import Reporting
import RunStore
import Testing

@testable import glasslab

/// Which runs of a sweep are analysed, from a store.
@Suite struct SweepRunsTests {
    private let clock = ManualClock()

    @discardableResult
    private func begin(_ number: Int, in store: RunStore) throws -> StoredRun {
        try store.begin(
            RunDraft(
                uuid: "019378a1-0c5e-7b2a-9d3f-5a6b7c8d\(9_000 + number)",
                id: "task_\(number)",
                provider: "direct",
                url: "http://127.0.0.1:8080/live.ts",
                startedAt: clock.now(),
                settings: ["sweep": .text("s"), "sweep_line": .integer(number + 1)],
                versions: [:],
                machine: [:]
            ),
            clock: clock
        )
    }

    /// Runs that still run are counted too: those behind the limit would be cut off in silence.
    @Test func tooManyAreToldThoughSomeStillRun() throws {
        let folder = try TemporaryFolder()
        let store = try RunStore.open(folder.file("lab.sqlite"))
        try (0..<3).forEach { try begin($0, in: store) }
        #expect(throws: SweepError.tooManyRuns(sweep: "s", count: 3, limit: 2)) {
            try SweepRuns(sweep: "s", in: store, limit: 2)
        }
        #expect(throws: ComparingError.noneEnded(sweep: "s", running: 3)) {
            try SweepRuns(sweep: "s", in: store, limit: 3)
        }
        #expect(throws: ComparingError.noSuchSweep(name: "t", near: ["s"])) {
            try SweepRuns(sweep: "t", in: store, limit: 2)
        }
    }

    @Test func linesThatStillRunAreToldApart() throws {
        let folder = try TemporaryFolder()
        let store = try RunStore.open(folder.file("lab.sqlite"))
        let runs = try (0..<3).map { try begin($0, in: store) }
        var trace = Trace.planted(
            from: clock.now(),
            frames: 0..<120,
            delayMs: 20,
            size: PixelSize(width: 480, height: 240)
        )
        trace.end = clock.now() + .seconds(5)
        try store.finish(runs[1], trace: trace, summary: Estimator.summarize(trace, manifest: runs[1].manifest))
        let found = try SweepRuns(sweep: "s", in: store)
        #expect(found.summaries.map(\.run.id) == ["task_1"])
        #expect(found.running == [1, 3])
        let report = try SweepReporting(sweep: "s", store: store, options: SweepAnalysisOptions())
            .render(as: .text, style: TextStyle()).text
        #expect(report.contains("3 lines, 1 result"))
        #expect(report.components(separatedBy: "it is still being measured").count == 3)
        #expect(!report.contains("no run of it is in the store"))
    }
}
