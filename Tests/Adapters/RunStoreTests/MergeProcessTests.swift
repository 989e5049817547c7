import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import RunStore

/// Merging among real processes, some of which are killed.
struct MergeProcessTests {
    let files: MergeFolder
    let result: String

    init() throws {
        files = try MergeFolder()
        result = files.file("into.sqlite")
    }

    /// Files of one run each, all of one id, the latest first.
    private func sources(_ count: Int) throws -> [String] {
        try (0..<count).map { index in
            let path = files.file("from\(index).sqlite")
            let draft = MergeFolder.draft("x", seed: UInt64(index + 1), second: Double(count - index))
            try RunStore.open(path).addRun(draft, samples: Known.samples(3_000))
            return path
        }
    }

    /// Kills a merge at moments drawn by lot; `GLASSLAB_KILLS` says how often where it is more than a check.
    @Test func `A merge killed at any moment leaves a whole store, and the next one completes it`() throws {
        let kills = ProcessInfo.processInfo.environment["GLASSLAB_KILLS"].flatMap { Int($0) } ?? 4
        let paths = try sources(12)
        let whole = try paths.map { try StoreContents.runs(RunStore.open($0)) }
            .reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        var random = SeededGenerator(seed: 8)
        for round in 0..<kills {
            // Each run's rows are either all there or not at all; with the kills rounds the store grows, then begins anew.
            if round.isMultiple(of: 4) {
                for suffix in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: result + suffix)
                }
            }
            let child = try StoreChild(.merge, ([result] + paths.shuffled(using: &random)).joined(separator: " "))
            try kill(child, after: Int.random(in: 0...4, using: &random), using: &random)
            let store = try RunStore.open(result)
            #expect(try SQLiteShell.rows(result, "PRAGMA integrity_check; PRAGMA foreign_key_check") == ["ok"])
            let contents = try StoreContents.runs(store)
            #expect(contents.allSatisfy { whole[$0.key] == $0.value })
            let listed = try store.runs().sorted { $0.startedAt < $1.startedAt }
            #expect(listed.map(\.attempt) == Array(1...max(1, listed.count)).prefix(listed.count).map { $0 })
        }
        #expect(try StoreChild(.merge, ([result] + paths).joined(separator: " ")).finish().count == paths.count)
        #expect(try StoreContents.runs(RunStore.open(result)) == whole)
    }

    @Test func `Two processes merge into one file at once`() throws {
        let paths = try sources(10)
        let children = try [
            StoreChild(.merge, ([result] + paths.prefix(7)).joined(separator: " ")),
            StoreChild(.merge, ([result] + paths.suffix(7)).joined(separator: " ")),
        ]
        let added = try children.flatMap { try $0.finish() }.compactMap { Int($0) }.reduce(0, +)
        #expect(added == 10)
        let runs = try RunStore.open(result).runs()
        #expect(runs.map(\.attempt) == (1...10).reversed())
        #expect(Set(runs.map(\.analysisNumber)) == Set(0..<10))
    }

    /// Kills a child some milliseconds after it merged so many files, or lets it end.
    private func kill(_ child: StoreChild, after count: Int, using random: inout SeededGenerator) throws {
        let reader = child.output.fileHandleForReading
        var bytes = Data()
        while StoreChild.lines(String(decoding: bytes, as: UTF8.self)).count < count {
            let more = reader.availableData
            guard !more.isEmpty else { break }
            bytes += more
        }
        let clock = SystemClock()
        clock.blockUntil(clock.monotonicNow() + .milliseconds(Double.random(in: 0...20, using: &random)))
        Foundation.kill(child.process.processIdentifier, SIGKILL)
        _ = try reader.readToEnd()
        child.process.waitUntilExit()
    }
}
