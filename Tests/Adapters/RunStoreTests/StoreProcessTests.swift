import Foundation
import LabModel
import LabTesting
import Testing

@testable import RunStore

/// The store among real processes.
struct StoreProcessTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("runs.sqlite")
    }

    @Test func `kill -9 loses at most 250 ms of samples`() throws {
        // A commit is due every 150 ms: what a busy machine adds to that is not the store's, and not in every round.
        var losses: [Latency] = []
        for round in 0..<5 {
            let lost = try lossAfterKill(at: folder.file("killed-\(round).sqlite"))
            if lost <= .milliseconds(250) { return }
            losses.append(lost)
        }
        Issue.record("seconds lost: \(losses.map(\.seconds))")
    }

    /// Kills a process that writes samples.
    /// - Returns: the time from the first sample that is not stored to the last one added; zero where all are stored.
    private func lossAfterKill(at path: String) throws -> Latency {
        let child = try StoreChild(.write, path)
        let reader = child.output.fileHandleForReading
        var bytes = Data()
        while StoreChild.lines(String(decoding: bytes, as: UTF8.self)).count < 400 {
            let more = reader.availableData
            try #require(!more.isEmpty)
            bytes += more
        }
        kill(child.process.processIdentifier, SIGKILL)
        bytes += try reader.readToEnd() ?? Data()
        child.process.waitUntilExit()
        let added = StoreChild.lines(String(decoding: bytes, as: UTF8.self)).compactMap { line in
            line.split(separator: " ").last.flatMap { Int64($0) }
        }

        let store = try RunStore.open(path)
        let run = try store.run(named: "killed")
        #expect(run.state == .interrupted)
        let trace = try store.trace(of: run)
        #expect(trace.events == [Known.event] && trace.segments == [Known.segment(7)])
        #expect(trace.endReason == .interrupted)
        #expect(trace.samples == Known.samples(trace.samples.count))
        #expect(!trace.samples.isEmpty)
        guard trace.samples.count < added.count, let last = added.last else { return .zero }
        return Latency(nanoseconds: last - added[trace.samples.count])
    }

    @Test func `Two processes that write one file lose nothing`() throws {
        let children = try [StoreChild(.begin, path), StoreChild(.begin, path)]
        let names = try children.flatMap { try $0.finish() }
        #expect(Set(names) == Set((1...20).map { "shared@\($0)" }))
        let store = try RunStore.open(path)
        let runs = try store.runs()
        #expect(Set(runs.map(\.analysisNumber)) == Set(0..<20))
        #expect(runs.allSatisfy { $0.state == .complete })
        for name in names {
            #expect(try store.samples(of: store.run(named: name)) == Known.samples(1_500))
        }
    }

    @Test func `Threads with stores of their own lose nothing either`() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let store = try RunStore.open(path, busyTimeout: .seconds(60))
                    for index in 0..<10 {
                        let draft = Known.draft("shared", seed: UInt64(writer * 100 + index))
                        try store.addRun(draft, samples: Known.samples(index))
                    }
                }
            }
            try await group.waitForAll()
        }
        let runs = try RunStore.open(path).runs()
        #expect(Set(runs.map(\.attempt)) == Set(1...40))
        #expect(Set(runs.map(\.analysisNumber)) == Set(0..<40))
    }

    @Test func `A new file may be opened by many at once`() async throws {
        for round in 0..<10 {
            let file = folder.file("new-\(round).sqlite")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for seed in 0..<6 {
                    group.addTask {
                        let store = try RunStore.open(file, busyTimeout: .seconds(60))
                        _ = try store.begin(Known.draft(seed: UInt64(seed)), clock: ManualClock())
                    }
                }
                try await group.waitForAll()
            }
            #expect(try RunStore.open(file).runs().count == 6)
        }
    }

    @Test func `A read-only file is reported and keeps what it has`() throws {
        try RunStore.open(path).addRun(Known.draft(), samples: Known.samples(5))
        try permit(0o755, folder.path)
        try permit(0o444, path)
        let said = try StoreChild(.complain, path, asNobody: true).finish()
        #expect(said == [RunStoreError.readOnly(path: path).description])
        try permit(0o644, path)
        let store = try RunStore.open(path)
        #expect(try store.samples(of: store.run(named: "test1")) == Known.samples(5))
    }

    @Test func `A read-only folder is reported`() throws {
        try permit(0o555, folder.path)
        let said = try StoreChild(.complain, path, asNobody: true).finish()
        #expect(said == [RunStoreError.readOnly(path: path).description])
        try permit(0o755, folder.path)
    }

    @Test func `A full disk is reported, and what was committed stays`() throws {
        let disk = folder.file("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard geteuid() == 0, try shell(["mount", "-t", "tmpfs", "-o", "size=512k", "none", disk]) == 0 else {
            return
        }
        defer { _ = try? shell(["umount", "-l", disk]) }
        let file = disk + "/runs.sqlite"
        let store = try RunStore.open(file)
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var stored = 0
        let error = #expect(throws: RunStoreError.self) {
            while stored < 10_000 {
                var batch = SampleBatch()
                batch.samples = (stored..<stored + 500).map { Known.sample(UInt32($0)) }
                try store.append(batch, to: run)
                stored += 500
            }
        }
        #expect(error == .diskFull(path: file))
        #expect(stored > 0)
        #expect(try store.samples(of: run) == Known.samples(stored))
    }

    private func permit(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func shell(_ command: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
