import Foundation
import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

/// What is merged is only read, in whatever state its last process left it.
struct MergeSourceTests {
    let files: MergeFolder
    let into: RunStore

    init() throws {
        files = try MergeFolder()
        into = try RunStore.open(files.file("into.sqlite"))
    }

    /// A file whose log holds the last run, as a killed process leaves it: copied while it is open.
    private func killed(_ name: String, withMemory: Bool) throws -> String {
        let path = try files.store("living.sqlite", [MergeFolder.draft("old", seed: 1)])
        let store = try RunStore.open(path)
        try store.addRun(MergeFolder.draft("new", seed: 2, second: 1), samples: Known.samples(4))
        for suffix in withMemory ? ["", "-wal", "-shm"] : ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: files.file(name) + suffix)
        }
        try store.queue.close()
        return files.file(name)
    }

    @Test func `A closed file is read without a trace`() throws {
        let path = try files.store("a ?#%41 ü.sqlite", [MergeFolder.draft("x", seed: 1)])
        let before = try files.contents(of: "a")
        #expect(before.count == 1)
        #expect(try into.merge(from: path).added == [MergeFolder.uuid(1)])
        #expect(try into.merge(from: path).skipped == [MergeFolder.uuid(1)])
        #expect(try files.contents(of: "a") == before)
    }

    @Test(arguments: [true, false])
    func `What stands in the log of a killed process is merged, and the log stays`(withMemory: Bool) throws {
        let path = try killed("k.sqlite", withMemory: withMemory)
        let before = try files.contents(of: "k")
        #expect(before.count == (withMemory ? 3 : 2) && before["k.sqlite-wal"]?.isEmpty == false)
        #expect(try into.merge(from: path).added == [MergeFolder.uuid(1), MergeFolder.uuid(2)])
        #expect(try into.samples(of: into.run(named: "new")) == Known.samples(4))
        #expect(try files.contents(of: "k") == before)
    }

    @Test(arguments: ["-shm", "-wal", "-journal"])
    func `An empty file that was left beside it is no obstacle`(suffix: String) throws {
        let path = try files.store("a.sqlite", [MergeFolder.draft("x", seed: 1)])
        try Data().write(to: URL(filePath: path + suffix))
        let before = try files.contents(of: "a")
        #expect(try into.merge(from: path).added == [MergeFolder.uuid(1)])
        #expect(try files.contents(of: "a") == before)
    }

    @Test func `A file whose transaction was cut off by a crash is merged as it was before`() throws {
        let living = try files.store("living.sqlite", [MergeFolder.draft("x", seed: 1)])
        let queue = try DatabaseQueue(path: living)
        let path = files.file("k.sqlite")
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE")
            try database.execute(sql: "DROP TRIGGER ended_run_stays; UPDATE run SET manifest = '{}'")
            try database.execute(sql: "CREATE TABLE big (bytes BLOB); INSERT INTO big VALUES (zeroblob(1000000))")
            for suffix in ["", "-journal"] {
                try FileManager.default.copyItem(atPath: living + suffix, toPath: path + suffix)
            }
            try database.execute(sql: "ROLLBACK")
        }
        let before = try files.contents(of: "k")
        #expect(before.count == 2 && before["k.sqlite-journal"]?.isEmpty == false)
        #expect(try into.merge(from: path).added == [MergeFolder.uuid(1)])
        #expect(try into.run(named: "x").manifest.provider == "direct")
        #expect(try files.contents(of: "k") == before)
    }

    @Test func `A file that somebody writes is merged as it stands, without the run that is measured`() throws {
        let path = try files.store("a.sqlite", [MergeFolder.draft("x", seed: 1)])
        let writer = try RunStore.open(path)
        let run = try writer.begin(MergeFolder.draft("x", seed: 2, second: 1), clock: ManualClock())
        let report = try into.merge(from: path)
        #expect(report.added == [MergeFolder.uuid(1)] && report.leftOut == ["x@2"])
        try writer.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        #expect(try into.merge(from: path).added == [MergeFolder.uuid(2)])
        #expect(try into.run(named: "x@2").state == .complete)
    }

    @Test func `A folder that cannot be written will do`() throws {
        let folder = files.file("shared")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = try files.store("shared/a.sqlite", [MergeFolder.draft("x", seed: 1)])
        for (mode, item) in [(0o444, path), (0o555, folder), (0o777, files.folder.path)] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: item)
        }
        let result = files.file("result.sqlite")
        #expect(try StoreChild(.merge, "\(result) \(path)", asNobody: true).finish() == ["1"])
        #expect(try RunStore.open(result).runs().map(\.id) == ["x"])
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    }

    @Test func `A file that was written since it was looked at is looked at again`() throws {
        let path = try files.store("a.sqlite", [])
        let source = try MergeSource(path)
        #expect(source.isSteady)
        let store = try RunStore.open(path)
        #expect(!source.isSteady)
        #expect(try MergeSource(path).isSteady)
        try store.queue.close()
        #expect(try MergeSource(path).isSteady)
    }

    @Test func `A store is not merged into itself, by whatever name`() throws {
        let link = files.file("link.sqlite")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: into.path)
        for path in [into.path, link] {
            #expect(throws: RunStoreError.mergeIntoItself(path: path)) { try into.merge(from: path) }
        }
    }

    @Test func `What is no store of the lab is refused by name`() throws {
        let text = files.file("text.csv")
        try Data(String(repeating: "frame_number,time\n", count: 300).utf8).write(to: URL(filePath: text))
        let empty = files.file("empty.sqlite")
        #expect(FileManager.default.createFile(atPath: empty, contents: nil))
        let other = files.file("other.sqlite")
        let bookmarks = try DatabaseQueue(path: other)
        try bookmarks.write { try $0.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
        try bookmarks.close()
        let newer = try files.altered(
            files.store("a.sqlite", []),
            as: "newer.sqlite",
            "INSERT INTO grdb_migrations VALUES ('999')"
        )
        let nowhere = files.file("none.sqlite")
        let refused: [(String, RunStoreError)] = [
            (text, .notADatabase(path: text)), (empty, .foreignDatabase(path: empty)),
            (other, .foreignDatabase(path: other)), (newer, .newerVersion(path: newer)),
            (nowhere, .missing(path: nowhere)), (files.folder.path, .folder(path: files.folder.path)),
        ]
        for (path, error) in refused {
            #expect(throws: error) { try into.merge(from: path) }
            #expect(throws: error) { try into.mergeOrder(of: [path]) }
        }
        #expect(try into.runs().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: nowhere))
    }

    @Test func `Of a torn file nothing is merged, and it is the one that is named`() throws {
        let path = try files.store("a.sqlite", (1...6).map { MergeFolder.draft("x", seed: $0, second: Double($0)) })
        let big = try RunStore.open(path)
        try big.addRun(MergeFolder.draft("x", seed: 7, second: 7), samples: Known.samples(3_000))
        try big.queue.close()
        let whole = try Data(contentsOf: URL(filePath: path))
        try whole.prefix(whole.count - 100_000).write(to: URL(filePath: path))
        let error = #expect(throws: RunStoreError.self) { try into.merge(from: path) }
        guard case .damaged(path, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try into.runs().isEmpty)
    }
}
