import Foundation
import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

/// A file of an older version that is opened to be written keeps a copy of what it was.
struct MigrationBackupTests {
    let files: MergeFolder
    let path: String

    init() throws {
        files = try MergeFolder()
        path = files.file("old.sqlite")
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: files.folder.path).sorted() }
    }

    private func version(_ path: String) throws -> String {
        try SQLiteShell.rows(path, "SELECT max(identifier) FROM grdb_migrations").first ?? ""
    }

    @Test(arguments: ["1", "2", "3", "4"]) func `Opening keeps a copy beside it`(version: String) throws {
        try OldFile.make(version, path)
        let rows = try SQLiteShell.rows(path, "SELECT * FROM run")
        let store = try RunStore.open(path)
        let backup = "\(path).version\(version)"
        #expect(store.migration == StoreMigration(from: version, to: "5", backup: backup))
        #expect(try SQLiteShell.rows(backup, "SELECT * FROM run") == rows)
        #expect(try SQLiteShell.rows(backup, "PRAGMA integrity_check") == ["ok"])
        #expect(try self.version(backup) == version && self.version(path) == "5")
        #expect(try names.filter { $0.contains("migrating") || $0.contains("part") }.isEmpty)
        #expect(try RunStore.open(path).migration == nil)
    }

    @Test func `A new file has no copy, nor one of this version, nor one that is only read`() throws {
        #expect(try RunStore.open(path).migration == nil)
        let present = files.file("present.sqlite")
        try OldFile.make("5", present)
        #expect(try RunStore.open(present).migration == nil)
        let read = files.file("read.sqlite")
        try OldFile.make("4", read)
        #expect(try RunStore.open(read, mode: .readOnly).migration == nil)
        #expect(try version(read) == "4")
        #expect(try names.filter { $0.contains("version") || $0.contains("migrating") }.isEmpty)
    }

    @Test(arguments: ["1", "2", "3", "4"]) func `An older file without a run has none either`(version: String) throws {
        let queue = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(queue, upTo: version)
        try queue.close()
        #expect(try RunStore.open(path).migration == nil)
        #expect(try self.version(path) == "5")
        #expect(try names.filter { $0.contains("version") }.isEmpty)
    }

    @Test func `Calibrations alone are worth a copy`() throws {
        try OldFile.make("4", path, "DELETE FROM frame_quality", "DELETE FROM segment", "DELETE FROM run_event")
        try OldFile.execute(
            path,
            "DELETE FROM clock_exchange",
            "DELETE FROM sample_chunk",
            "DELETE FROM run"
        )
        #expect(try RunStore.open(path).migration?.from == "4")
    }

    @Test func `A copy that stands there is kept beside another one`() throws {
        try OldFile.make("4", path)
        try Data("kept".utf8).write(to: URL(filePath: path + ".version4"))
        #expect(try RunStore.open(path).migration?.backup == path + ".version4-2")
        #expect(try Data(contentsOf: URL(filePath: path + ".version4")) == Data("kept".utf8))
    }

    @Test func `Where no name is left nothing is done`() throws {
        try OldFile.make("4", path)
        for name in ["\(path).version4"] + (2...99).map({ "\(path).version4-\($0)" }) {
            try Data().write(to: URL(filePath: name))
        }
        #expect(throws: RunStoreError.backupExists(path: path + ".version4")) { try RunStore.open(path) }
        #expect(try version(path) == "4")
        #expect(try names.filter { $0.contains("migrating") }.isEmpty)
    }

    @Test func `What others left behind is no hindrance`() throws {
        try OldFile.make("4", path)
        try Data("torn".utf8).write(to: URL(filePath: path + ".version4.part"))
        try Data().write(to: URL(filePath: path + ".migrating"))
        #expect(try RunStore.open(path).migration?.from == "4")
        #expect(try names.filter { $0.contains("migrating") || $0.contains("part") }.isEmpty)
    }

    @Test func `Many that open it at once make one copy`() async throws {
        let path = path
        for round in 0..<5 {
            let path = "\(path)\(round)"
            try OldFile.make("3", path)
            let done = try await withThrowingTaskGroup(of: StoreMigration?.self) { group in
                for _ in 0..<6 {
                    group.addTask { try RunStore.open(path, busyTimeout: .seconds(60)).migration }
                }
                return try await group.reduce(into: [StoreMigration]()) { $0 += $1.map { [$0] } ?? [] }
            }
            #expect(done == [StoreMigration(from: "3", to: "5", backup: path + ".version3")])
            #expect(try RunStore.open(path, mode: .readOnly).runs().count == 2)
        }
        #expect(try names.filter { $0.contains("version") }.count == 5)
    }

    @Test func `Migrating stores digests as well, and lists the same figures`() throws {
        try OldFile.make("4", path)
        let before = try RunStore.open(path, mode: .readOnly).runs()
        var told: [Int] = []
        #expect(try StoreMigration.migrate(path) { told.append($1) }?.from == "4")
        #expect(told == [1])
        let store = try RunStore.open(path, mode: .readOnly)
        #expect(try store.runs() == before)
        #expect(before.contains { $0.figures?.signalDelayP95Ms == 12 })
        let run = try store.run(named: "ended")
        #expect(try store.storedDigest(of: run.manifest.uuid) == store.digest(of: run))
        #expect(try store.storedDigest(of: run.manifest.uuid) != nil)
    }
}
