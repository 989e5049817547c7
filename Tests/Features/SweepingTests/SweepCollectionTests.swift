import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

@testable import Sweeping

@Suite struct SweepCollectionTests {
    private let clock = SystemClock()

    private func collect(_ lab: StandIn) async throws -> SweepCollection.Outcome {
        try await SweepCollection(lab.sweep, lines: lab.lines, temporary: lab.temporary).collect()
    }

    @Test func theStoreHoldsThePublishedRunsInTheLinesOrder() async throws {
        let lab = try StandIn(lines: 3)
        let uuids = try lab.plantAll()
        for number in [3, 1] {
            #expect(try await lab.attempt(number, clock: clock).run() == .done)
        }
        let some = try await collect(lab)
        #expect(some.collected == 2 && some.runs == 2 && some.lines == 3 && !some.isWhole && some.unusable.isEmpty)
        #expect(Set(try lab.uuids(lab.sweep.storeFile)) == [uuids[0], uuids[2]])
        #expect(try await lab.attempt(2, clock: clock).run() == .done)
        for _ in 0..<2 {
            let all = try await collect(lab)
            #expect(all.isWhole && all.runs == 3)
            let runs = try RunStore.open(lab.sweep.storeFile, mode: .readOnly).runs()
            #expect(runs.sorted { $0.analysisNumber < $1.analysisNumber }.map(\.uuid) == uuids)
            #expect(runs.allSatisfy { $0.attempt == 1 })
        }
        #expect(!WholeFile.exists(lab.sweep.storeFile + "-wal"))
        #expect(try lab.leavings().isEmpty)
    }

    @Test func aRunThatIsNoLinesResultAnyMoreIsGone() async throws {
        let lab = try StandIn(lines: 1)
        let old = try lab.plant("task_0")
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        #expect(try await collect(lab).isWhole)
        #expect(try lab.uuids(lab.sweep.storeFile) == [old])
        try FileManager.default.removeItem(atPath: lab.place(1).path)
        let new = try lab.plant("task_0")
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        #expect(try await collect(lab).isWhole)
        #expect(try lab.uuids(lab.sweep.storeFile) == [new])
    }

    @Test func aLogBesideTheOldStoreNeverMeetsTheNewOne() async throws {
        let lab = try StandIn(lines: 1)
        let uuid = try lab.plant("task_0")
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        #expect(try await collect(lab).isWhole)
        // As left by a process that had it open to write, and was killed.
        let killed = try await BuiltExecutable.shell(
            "cd '\(lab.sweep.path)' && sqlite3 lab.sqlite 'PRAGMA journal_mode = WAL' "
                + "'CREATE TABLE mine(a)' '.shell kill -9 $PPID'"
        )
        #expect(killed.exitCode != 0)
        #expect(WholeFile.exists(lab.sweep.storeFile + "-wal"))
        #expect(try await collect(lab).isWhole)
        #expect(!WholeFile.exists(lab.sweep.storeFile + "-wal"))
        #expect(try lab.uuids(lab.sweep.storeFile) == [uuid])
    }

    @Test func aDamagedResultIsNamedAndKeepsNoOtherOut() async throws {
        let lab = try StandIn(lines: 2)
        let uuids = try lab.plantAll()
        for number in 1...2 {
            #expect(try await lab.attempt(number, clock: clock).run() == .done)
        }
        try Data("torn".utf8).write(to: URL(filePath: lab.place(1).storeFile))
        let outcome = try await collect(lab)
        #expect(outcome.collected == 1 && outcome.unusable.map(\.line) == [1])
        #expect(try lab.uuids(lab.sweep.storeFile) == [uuids[1]])
    }

    @Test func onlyOneCollectsAtATimeAndAFailedReportLeavesTheOldStore() async throws {
        let lab = try StandIn(lines: 1)
        let uuid = try lab.plant("task_0")
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        #expect(try await collect(lab).isWhole)
        struct NoReport: Error {}
        let collection = SweepCollection(lab.sweep, lines: lab.lines, temporary: lab.temporary)
        await #expect(throws: NoReport.self) {
            try await collection.collect(report: { store, outcome in
                #expect(outcome.isWhole)
                #expect(try lab.uuids(store) == [uuid])
                await #expect(throws: SweepingError.busy(path: lab.sweep.path)) { try await collection.collect() }
                throw NoReport()
            })
        }
        #expect(try lab.uuids(lab.sweep.storeFile) == [uuid])
        #expect(try lab.leavings().isEmpty)
    }
}
