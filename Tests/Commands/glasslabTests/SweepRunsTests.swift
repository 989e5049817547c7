import Comparing
import Estimation
import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

@testable import glasslab

/// Which runs of a sweep are analysed, from a store.
@Suite struct SweepRunsTests {
    private let clock = ManualClock()

    private func begin(_ number: Int, in store: RunStore) throws {
        _ = try store.begin(
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
        #expect(throws: ComparingError.noSuchSweep(name: "s")) { try SweepRuns(sweep: "s", in: store, limit: 3) }
        #expect(throws: ComparingError.noSuchSweep(name: "t", near: ["s"])) {
            try SweepRuns(sweep: "t", in: store, limit: 2)
        }
    }
}
