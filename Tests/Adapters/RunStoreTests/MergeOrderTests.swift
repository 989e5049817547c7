import Foundation
import LabModel
import LabTesting
import Testing

@testable import RunStore

/// Whatever is merged, in whatever parts and order: the same runs, contents and attempts.
@Suite(.heavy) struct MergeOrderTests {
    private struct Atom {
        var uuid: String
        var id: String
        var start: WallTime
        var path: String
    }

    @Test(arguments: [UInt64](1...4))
    func `Any parts in any order give one store`(seed: UInt64) throws {
        let files = try MergeFolder()
        var random = SeededGenerator(seed: seed)
        let atoms = try (1...6).map { number in
            let second = Double(Int.random(in: 0...4, using: &random))
            let id = ["a", "b"].randomElement(using: &random) ?? "a"
            let draft = MergeFolder.draft(id, seed: seed * 100 + UInt64(number), second: second)
            return Atom(
                uuid: draft.uuid,
                id: id,
                start: draft.startedAt,
                path: try files.store("atom\(number).sqlite", [draft])
            )
        }
        // Each part holds some of the runs, and every run is in one part at least, often in several.
        var parts = [[Atom]](repeating: [], count: 3)
        for atom in atoms {
            parts[Int.random(in: 0..<3, using: &random)].append(atom)
            parts[Int.random(in: 0..<3, using: &random)].append(atom)
        }
        let partPaths = try parts.enumerated().map { number, part in
            try merge(part.map(\.path).shuffled(using: &random), into: files.file("part\(number).sqlite")).path
        }
        let loose = atoms.prefix(2).map(\.path)
        let store = try merge((partPaths + loose).shuffled(using: &random), into: files.file("into.sqlite"))
        #expect(try StoreContents.names(store) == expected(atoms))
        let all = try merge(atoms.map(\.path), into: files.file("all.sqlite"))
        #expect(try StoreContents.runs(store) == StoreContents.runs(all))
        #expect(try Set(store.runs().map(\.analysisNumber)) == Set(0..<atoms.count))
    }

    /// Merges one by one; no merge may change an analysis number given before.
    private func merge(_ paths: [String], into path: String) throws -> RunStore {
        let store = try RunStore.open(path)
        var given: [String: Int] = [:]
        for path in paths {
            try store.merge(from: path)
            for run in try store.runs() {
                #expect(given[run.uuid] == nil || given[run.uuid] == run.analysisNumber)
                given[run.uuid] = run.analysisNumber
            }
        }
        return store
    }

    /// The attempts by the rule alone: each id's runs in the order of start, then identity.
    private func expected(_ atoms: [Atom]) -> [String: String] {
        let byID = Dictionary(grouping: atoms, by: \.id)
        let names = byID.values.flatMap { runs in
            runs.sorted { ($0.start, $0.uuid) < ($1.start, $1.uuid) }.enumerated()
                .map { ($1.uuid, "\($1.id)@\($0 + 1)") }
        }
        return Dictionary(uniqueKeysWithValues: names)
    }
}
