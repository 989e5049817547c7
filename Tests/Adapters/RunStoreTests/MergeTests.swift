import Foundation
import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

/// One file's runs in another.
struct MergeTests {
    let files: MergeFolder
    let into: RunStore

    init() throws {
        files = try MergeFolder()
        into = try RunStore.open(files.file("into.sqlite"))
    }

    private func draft(_ id: String, _ seed: UInt64, _ second: Double = 0) -> RunDraft {
        MergeFolder.draft(id, seed: seed, second: second)
    }

    private func uuid(_ seed: UInt64) -> String {
        MergeFolder.uuid(seed)
    }

    @Test func `A run comes with everything that is known of it`() throws {
        let path = try files.store("a.sqlite", [draft("a", 3)])
        let other = try RunStore.open(path)
        var batch = SampleBatch()
        batch.samples = [Known.sample(40)]
        let begun = try other.begin(Known.draft("b", seed: 2), clock: ManualClock())
        try other.append(batch, to: begun, stream: .control)
        try other.finish(begun, trace: Known.trace(.stalled), summary: Known.summary(of: begun, .stalled))
        try other.add(Known.calibration())
        let report = try into.merge(from: path)
        #expect(Set(report.added) == [uuid(3), uuid(2)])
        #expect(report.path == path && report.calibrations == 1 && report.renumbered.isEmpty && report.leftOut.isEmpty)
        for name in ["a", "b"] {
            let (mine, theirs) = (try into.run(named: name), try other.run(named: name))
            #expect(mine.manifest == theirs.manifest && mine.state == theirs.state)
            #expect(try into.samples(of: mine) == other.samples(of: theirs))
            #expect(try into.summary(of: mine) == other.summary(of: theirs))
        }
        #expect(try StoreContents.runs(into) == StoreContents.runs(other))
        #expect(try into.latestCalibration(fitting: Known.calibration().key) == Known.calibration())
        #expect(try SQLiteShell.rows(into.path, "PRAGMA integrity_check; PRAGMA foreign_key_check") == ["ok"])
    }

    @Test func `Every table whose rows belong to runs is merged and compared`() throws {
        let tables = try into.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT m.name FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS k
                    WHERE m.type = 'table' AND k."table" = 'run'
                    """
            )
        }
        #expect(Set(tables) == Set(RunContent.tables + RunContent.derived))
    }

    @Test func `Merging again changes nothing`() throws {
        let path = try files.store("a.sqlite", [draft("a", 3), draft("a", 1, 1)])
        try RunStore.open(path).add(Known.calibration())
        try into.merge(from: path)
        let (before, contents) = (try into.runs(), try StoreContents.runs(into))
        let report = try into.merge(from: path)
        #expect(report.added.isEmpty && report.renumbered.isEmpty && report.calibrations == 0)
        #expect(report.skipped == [uuid(3), uuid(1)])
        #expect(try into.runs() == before)
        #expect(try StoreContents.runs(into) == contents)
    }

    @Test func `Attempts are numbered by start, analysis numbers stay`() throws {
        try into.merge(from: files.store("a.sqlite", [draft("x", 2, 20), draft("x", 4, 40)]))
        let before = try into.runs()
        let report = try into.merge(from: files.store("b.sqlite", [draft("x", 3, 30), draft("x", 1, 10)]))
        let after = try into.runs()
        #expect(after.map(\.uuid) == [4, 3, 2, 1].map(uuid))
        #expect(after.map(\.attempt) == [4, 3, 2, 1])
        #expect(report.added == [uuid(1), uuid(3)])
        #expect(
            report.renumbered.map { [$0.before, $0.after] } == [[2, 1], [1, 2], [1, 3], [2, 4]]
                && report.renumbered.allSatisfy { $0.id == "x" }
        )
        for run in before {
            #expect(after.first { $0.uuid == run.uuid }?.analysisNumber == run.analysisNumber)
        }
        for run in after {
            #expect(try into.summary(of: into.run(named: run.uuid))?.run.attempt == run.attempt)
            #expect(try into.run(named: "x@\(run.attempt)").manifest.uuid == run.uuid)
        }
    }

    @Test func `Runs that began at once are numbered by identity`() throws {
        let seeds = [UInt64](1...4).sorted { uuid($0) < uuid($1) }
        for seed in seeds.reversed() {
            try into.merge(from: files.store("\(seed).sqlite", [draft("x", seed)]))
        }
        #expect(try seeds.map { try into.run(named: uuid($0)).manifest.attempt } == [1, 2, 3, 4])
    }

    @Test func `A run that is measured meanwhile ends under its new attempt`() throws {
        let run = try into.begin(draft("x", 2, 20), clock: ManualClock())
        try into.merge(from: files.store("a.sqlite", [draft("x", 1, 10)]))
        try into.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        #expect(try into.run(named: "x@2").manifest.uuid == uuid(2))
        #expect(try into.summary(of: into.run(named: "x@2"))?.run.attempt == 2)
    }

    @Test func `The next attempt comes after those merged`() throws {
        try into.merge(from: files.store("a.sqlite", [draft("x", 1), draft("x", 2, 1)]))
        let next = try into.begin(draft("x", 3), clock: ManualClock())
        #expect(next.manifest.attempt == 3 && next.analysisNumber == 2)
    }

    @Test func `A filter narrows what is merged`() throws {
        var runs = [draft("a", 1, 1), draft("b", 2, 2), draft("c", 3, 3)]
        runs[0].settings["sweep"] = .text("night")
        runs[1].settings["sweep"] = .text("day")
        runs[1].provider = "cloud"
        let path = try files.store("a.sqlite", runs)
        let filters: [(RunFilter, [UInt64])] = [
            (RunFilter(ids: ["c"]), [3]), (RunFilter(sweep: "none"), []), (RunFilter(sweep: "night"), [1]),
            (RunFilter(providers: ["cloud"], sweep: "day", limit: .max), [2]),
        ]
        for (index, (filter, seeds)) in filters.enumerated() {
            let store = try RunStore.open(files.file("\(index).sqlite"))
            #expect(try store.merge(from: path, matching: filter).added == seeds.map(uuid))
        }
        #expect(try into.merge(from: path, matching: RunFilter(limit: 2)).added == [uuid(2), uuid(3)])
        #expect(try into.merge(from: path).added == [uuid(1)])
        #expect(try into.runs(matching: RunFilter(sweep: "night")).map(\.uuid) == [uuid(1)])
    }

    @Test func `The files' order is by their earliest run`() throws {
        let paths = try [
            files.store("late.sqlite", [draft("x", 1, 50), draft("x", 2, 30)]), files.store("none.sqlite", []),
            files.store("early.sqlite", [draft("x", 3, 60), draft("x", 4, 10)]),
        ]
        #expect(try into.mergeOrder(of: paths) == [paths[2], paths[0], paths[1]])
        #expect(throws: RunStoreError.mergeIntoItself(path: into.path)) { try into.mergeOrder(of: [into.path]) }
        #expect(throws: RunStoreError.missing(path: "/nowhere")) { try into.mergeOrder(of: paths + ["/nowhere"]) }
    }
}
