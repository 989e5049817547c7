import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

/// What outlives a launcher that dies.
@Suite struct TaskJournalTests {
    let folder: TemporaryFolder
    let journal: TaskJournal

    init() throws {
        folder = try TemporaryFolder()
        journal = TaskJournal(folder: folder.file("state/tasks"))
    }

    private static func record(_ token: String = "glasslab-1") -> TaskRecord {
        TaskRecord(
            token: token,
            id: "tëst 1",
            region: "eu-central-1",
            account: "123456789012",
            cluster: "C",
            startedAt: 1_800_000_000_000_000_000
        )
    }

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: journal.folder)) ?? []).sorted()
    }

    @Test func liesWhereStateBelongs() {
        #expect(TaskJournal(environment: ["HOME": "/h"]).folder == "/h/.local/state/glasslab/tasks")
        #expect(TaskJournal(environment: ["HOME": "/h", "XDG_STATE_HOME": "/s"]).folder == "/s/glasslab/tasks")
        #expect(
            TaskJournal(environment: ["HOME": "/h", "XDG_STATE_HOME": "s"]).folder == "/h/.local/state/glasslab/tasks"
        )
    }

    @Test func whoHoldsAnEntryIsLeftAlone() throws {
        do {
            let entry = try journal.begin(Self.record())
            #expect(journal.abandoned().isEmpty)
            try entry.note(task: "arn")
            #expect(journal.abandoned().isEmpty)
            #expect(files == ["glasslab-1.json"])
        }
        var expected = Self.record()
        expected.task = "arn"
        let left = journal.abandoned()
        #expect(left.map(\.record) == [expected])
        #expect(journal.abandoned().isEmpty, "held by the one above")
        left.first?.end()
        left.first?.end()
        #expect(left.first?.isEnded == true && files == [])
    }

    @Test func nobodyElseReadsIt() throws {
        let entry = try journal.begin(Self.record())
        let manager = FileManager.default
        let mode = try #require(manager.attributesOfItem(atPath: entry.path)[.posixPermissions] as? Int)
        let folderMode = try #require(manager.attributesOfItem(atPath: journal.folder)[.posixPermissions] as? Int)
        #expect(mode == 0o600 && folderMode == 0o700)
    }

    @Test func aTokenIsUsedOnce() throws {
        let entry = try journal.begin(Self.record())
        let error = #expect(throws: FargateError.self) { try journal.begin(Self.record()) }
        #expect(error == .journal(path: entry.path, reason: "File exists"))
    }

    @Test func anEntryThatCannotBeWrittenIsNoEntry() throws {
        let error = #expect(throws: FargateError.self) {
            try TaskJournal(folder: "/dev/null/tasks").begin(Self.record())
        }
        guard case .journal(path: "/dev/null/tasks", _) = error else {
            Issue.record("\(error.map { "\($0)" } ?? "nothing")")
            return
        }
    }

    @Test func whatIsNoEntryIsLeftOut() throws {
        try FileManager.default.createDirectory(atPath: journal.folder, withIntermediateDirectories: true)
        let whole = try JSONEncoder().encode(Self.record())
        var random = SeededGenerator(seed: 9)
        for number in 0..<60 {
            var bytes = whole
            switch number % 4 {
            case 0: bytes = whole.prefix(Int.random(in: 0..<whole.count, using: &random))
            case 1: bytes[Int.random(in: 0..<whole.count, using: &random)] = 0
            case 2: bytes = Data((0..<200).map { _ in UInt8.random(in: 0...255, using: &random) })
            default: bytes = Data(repeating: 32, count: 70_000) + whole
            }
            try bytes.write(to: URL(filePath: "\(journal.folder)/broken-\(number).json"))
        }
        try whole.write(to: URL(filePath: journal.folder + "/none.txt"))
        try FileManager.default.createDirectory(
            atPath: journal.folder + "/folder.json",
            withIntermediateDirectories: true
        )
        try FileManager.default.createSymbolicLink(
            atPath: journal.folder + "/link.json",
            withDestinationPath: journal.folder + "/none.txt"
        )
        #expect(journal.abandoned().isEmpty)
        try Data().write(to: URL(filePath: journal.folder + "/empty.json"))
        try whole.write(to: URL(filePath: journal.folder + "/right.json"))
        #expect(journal.abandoned().map(\.record) == [Self.record()])
        try expectTold(60 + 2)
    }

    /// Every file but the one that is an entry and those that are empty, once, and whoever looks holds none of them.
    private func expectTold(_ most: Int, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let reasons = journal.unreadable().reduce(into: [String: String]()) { reasons, error in
            guard case .unreadableJournal(let path, let reason) = error else { return }
            reasons[path.replacing(journal.folder + "/", with: "")] = reason
        }
        let empty = try files.filter { name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(journal.folder)/\(name)")
            return attributes[.size] as? Int == 0
        }
        #expect(empty.contains("empty.json"), sourceLocation: sourceLocation)
        let expected = Set(files).subtracting(empty).subtracting(["right.json", "none.txt"])
        #expect(Set(reasons.keys) == expected && reasons.count <= most, sourceLocation: sourceLocation)
        #expect(reasons["folder.json"] == "Is a directory", sourceLocation: sourceLocation)
        #expect(reasons["link.json"] == "Too many levels of symbolic links", sourceLocation: sourceLocation)
        #expect(reasons["broken-3.json"] == "it holds no entry", sourceLocation: sourceLocation)
        #expect(journal.abandoned().count == 1, sourceLocation: sourceLocation)
    }

    @Test func aFileThatIsHeldIsItsHoldersAffair() throws {
        #expect(journal.unreadable() == [], "no journal yet")
        let entry = try journal.begin(Self.record())
        #expect(journal.unreadable() == [])
        try Data("no entry".utf8).write(to: URL(filePath: entry.path))
        #expect(journal.unreadable() == [])
        entry.end()
        #expect(journal.unreadable() == [])
    }

    @Test func aFolderThatCannotBeReadIsTold() throws {
        try FileManager.default.createDirectory(atPath: folder.file("state"), withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: journal.folder))
        let told = journal.unreadable()
        guard case .unreadableJournal(journal.folder, _) = told.first else {
            Issue.record("\(told)")
            return
        }
        #expect(told.count == 1)
    }

    /// A write that a full disk or a lost power cuts short leaves what was known before.
    @Test func whatWasWrittenBeforeOutlivesATornWrite() throws {
        let path = try {
            let entry = try journal.begin(Self.record())
            try entry.note(task: "arn")
            return entry.path
        }()
        let whole = try Data(contentsOf: URL(filePath: path))
        let first = try #require(whole.firstIndex(of: UInt8(ascii: "\n"))) + 1
        #expect(first < whole.count)
        for length in first..<whole.count - 1 {
            try whole.prefix(length).write(to: URL(filePath: path))
            #expect(journal.abandoned().map(\.record) == [Self.record()])
        }
        try whole.write(to: URL(filePath: path))
        #expect(journal.abandoned().map(\.record.task) == ["arn"])
    }

    @Test func withoutAHomeItLiesInTheUsersOwn() {
        let folder = TaskJournal(environment: [:]).folder
        #expect(folder == NSHomeDirectory() + "/.local/state/glasslab/tasks" && !folder.hasPrefix("/.local"))
    }

    @Test func anOlderEntryIsReadWithoutItsAccount() throws {
        try FileManager.default.createDirectory(atPath: journal.folder, withIntermediateDirectories: true)
        let text = #"{"token":"t","id":"i","region":"r","cluster":"c","started_at":5}"#
        try Data(text.utf8).write(to: URL(filePath: journal.folder + "/t.json"))
        let record = try #require(journal.abandoned().first).record
        #expect(record.account == nil && record.task == nil && record.start == WallTime(nanoseconds: 5))
    }

    /// The kernel takes a lock away with its process, however that ends.
    @Test func aKilledHolderLeavesItsEntry() async throws {
        let path = try {
            let entry = try journal.begin(Self.record())
            try entry.note(task: "arn")
            return entry.path
        }()
        let marker = folder.file("held")
        // One process alone has the file open: a child of the killed one would hold the lock a moment longer.
        let holder = try await ServerProcess.start(
            ["flock", "--no-fork", "-n", path, "sh", "-c", ": > \(marker); exec sleep 1000"],
            in: folder,
            ready: []
        )
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while !FileManager.default.fileExists(atPath: marker), clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(10))
        }
        #expect(journal.abandoned().isEmpty)
        await holder.kill()
        #expect(journal.abandoned().map(\.record.task) == ["arn"])
    }

    /// A process that is being started has all open files of this one, until it runs its program.
    @Test func whoeverHasTheOpenFileStillKeepsNoLock() throws {
        var copy: Int32 = -1
        do {
            let entry = try journal.begin(Self.record())
            copy = dup(entry.descriptor)
            #expect(journal.abandoned().isEmpty)
        }
        #expect(journal.abandoned().count == 1)
        #expect(journal.abandoned().count == 1)
        close(copy)
    }

    /// Many starts at once: each entry is found by one of them.
    @Test func oneAloneFindsAnEntry() async throws {
        for number in 0..<20 {
            _ = try journal.begin(Self.record("token-\(number)"))
        }
        let journal = journal
        let found = await withTaskGroup(of: [JournalEntry].self) { group in
            for _ in 0..<4 {
                group.addTask { journal.abandoned() }
            }
            var all: [JournalEntry] = []
            for await some in group {
                all += some
            }
            return all
        }
        #expect(found.count == 20 && Set(found.map(\.record.token)).count == 20)
        for entry in found {
            entry.end()
        }
        #expect(files == [])
    }

    /// Entries begin while others look for what is left: no beginning fails, and none is taken for left.
    @Test func beginningIsNotDisturbed() async throws {
        let journal = journal
        let (begun, taken) = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for worker in 0..<2 {
                group.addTask {
                    for number in 0..<50 {
                        try journal.begin(Self.record("w\(worker)-\(number)")).end()
                    }
                    return (50, 0)
                }
            }
            group.addTask { (0, (0..<200).reduce(0) { sum, _ in sum + journal.abandoned().count }) }
            return try await group.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
        }
        #expect(begun == 100 && taken == 0)
        #expect(files == [])
    }
}
