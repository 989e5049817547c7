import Foundation
import GRDB
import LabModel
import LabTesting

@testable import RunStore

/// Files to merge, in a folder of their own, and what tells whether they were changed.
struct MergeFolder {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    func file(_ name: String) -> String {
        folder.file(name)
    }

    /// A run of a seed, which also makes its identity, begun so many seconds after the known start.
    static func draft(_ id: String, seed: UInt64, second: Double = 0) -> RunDraft {
        var draft = Known.draft(id, seed: seed)
        draft.startedAt = Known.start + .seconds(second)
        return draft
    }

    /// The identity of a seed's run.
    static func uuid(_ seed: UInt64) -> String {
        Known.draft(seed: seed).uuid
    }

    /// A closed file of ended runs, each with as many samples as its seed says.
    @discardableResult
    func store(_ name: String, _ runs: [RunDraft]) throws -> String {
        let path = file(name)
        let store = try RunStore.open(path)
        for (index, run) in runs.enumerated() {
            try store.addRun(run, samples: Known.samples(index + 2))
        }
        return path
    }

    /// A copy of a file to which SQL was done that the lab itself never does.
    func altered(_ path: String, as name: String, _ sql: String) throws -> String {
        let copy = file(name)
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let queue = try DatabaseQueue(path: copy)
        try queue.write { database in
            for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try database.execute(sql: sql)
        }
        try queue.close()
        return copy
    }

    /// Every file of the folder and what it holds; shared memory is a cache, and only its being there counts.
    func contents(of names: String = "") throws -> [String: Data] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(names) }
        return Dictionary(
            uniqueKeysWithValues: try files.map { name in
                (name, name.hasSuffix("-shm") ? Data() : try Data(contentsOf: URL(filePath: file(name))))
            }
        )
    }
}
