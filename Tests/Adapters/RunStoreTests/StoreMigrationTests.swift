import Foundation
import LabModel
import LabTesting
import Testing

@testable import RunStore

/// Files of older versions, which are brought up to date before they are merged.
struct StoreMigrationTests {
    let files: MergeFolder
    let path: String

    init() throws {
        files = try MergeFolder()
        path = files.file("old.sqlite")
    }

    @Test(arguments: ["1", "2", "3", "4"])
    func `An older file is refused, and merged once it is up to date`(version: String) throws {
        try OldFile.make(version, path)
        let into = try RunStore.open(files.file("into.sqlite"))
        #expect(throws: RunStoreError.olderVersion(path: path, version: version)) { try into.merge(from: path) }
        #expect(throws: RunStoreError.olderVersion(path: path, version: version)) { try into.mergeOrder(of: [path]) }
        #expect(throws: RunStoreError.olderVersion(path: path, version: version)) {
            try RunStore.requirePresentVersion(of: path)
        }
        let rows = try SQLiteShell.rows(path, "SELECT * FROM run")
        let done = try #require(try StoreMigration.migrate(path))
        #expect(done == StoreMigration(from: version, to: "5", backup: "\(path).version\(version)"))
        try RunStore.requirePresentVersion(of: path)
        #expect(try into.merge(from: path).added.count == rows.count)
        #expect(try into.samples(of: into.run(named: "old")) == Known.samples(2))
        #expect(try SQLiteShell.rows(done.backup, "SELECT * FROM run") == rows)
        let steps = "SELECT max(identifier) FROM grdb_migrations"
        #expect(try SQLiteShell.rows(done.backup, steps) == [version])
        #expect(try SQLiteShell.rows(done.backup, "PRAGMA integrity_check") == ["ok"])
    }

    @Test func `A present file, an empty one and none at all need nothing`() throws {
        try OldFile.make("5", path)
        #expect(try StoreMigration.migrate(path) == nil)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: files.folder.path).allSatisfy {
                !$0.contains("version")
            }
        )
        let empty = files.file("empty.sqlite")
        #expect(FileManager.default.createFile(atPath: empty, contents: nil))
        for path in [path, empty, files.file("none.sqlite")] {
            try RunStore.requirePresentVersion(of: path)
        }
    }

    @Test func `A copy that stands there is not replaced`() throws {
        try OldFile.make("3", path)
        let backup = path + ".version3"
        try Data("kept".utf8).write(to: URL(filePath: backup))
        #expect(throws: RunStoreError.backupExists(path: backup)) { try StoreMigration.migrate(path) }
        #expect(try Data(contentsOf: URL(filePath: backup)) == Data("kept".utf8))
        #expect(throws: RunStoreError.olderVersion(path: path, version: "3")) {
            try RunStore.requirePresentVersion(of: path)
        }
    }

    @Test func `What a killed copy left is made anew`() throws {
        try OldFile.make("3", path)
        try Data("torn".utf8).write(to: URL(filePath: path + ".version3.part"))
        #expect(try StoreMigration.migrate(path)?.from == "3")
        #expect(!FileManager.default.fileExists(atPath: path + ".version3.part"))
    }

    @Test func `There must be a file`() {
        #expect(throws: RunStoreError.missing(path: path)) { try StoreMigration.migrate(path) }
    }
}
