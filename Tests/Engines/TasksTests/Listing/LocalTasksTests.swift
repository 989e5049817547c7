import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

/// Copies of the shell in the streamer's place, under a name that nobody else has: the machine's own streamers are left alone.
@Suite(.realTime, .timeLimit(.minutes(60)))
struct LocalTasksTests {
    private let folder: TemporaryFolder
    private let name = "lab-\(UUID().uuidString.prefix(8).lowercased())"
    private let now = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: URL(filePath: "/bin/sh").resolvingSymlinksInPath().path,
            toPath: folder.file(name)
        )
        try #require(mkfifo(folder.file("never"), 0o600) == 0)
    }

    /// A shell that waits for what never comes, with a streamer's words behind it.
    ///
    /// It starts nothing itself: what it had forked would look as it does until another program runs there.
    private func started(_ variables: [String], _ words: [String] = []) async throws -> ServerProcess {
        let server = try await ServerProcess.start(
            ["env"] + variables + [folder.file(name), "-c", "read line <never", "streamer"] + words,
            in: folder,
            ready: []
        )
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while !ProcessTable.processes(named: name, variables: []).contains(where: { $0.id == server.processID }) {
            try #require(clock.monotonicNow() < deadline)
            try await clock.sleep(for: .milliseconds(5))
        }
        return server
    }

    @Test func listsWhoeverHasARunsName() async throws {
        let named = try await started(["ID=test 1"], ["--port", "5001"])
        let unnamed = try await started(["ID=", "GLASSLAB_PORT=1"])
        let tasks = LocalTasks.list(at: now, executable: name)
        #expect(tasks.map(\.name) == ["\(named.processID)"])
        let task = try #require(tasks.first)
        #expect(task.id == "test 1" && task.status == "RUNNING" && task.shortName == task.name)
        #expect(task.address == "127.0.0.1:5001")
        #expect(task.cost == nil && task.cpu == nil && task.owner == nil && task.privateAddress == nil)
        let age = try #require(task.age(at: now))
        #expect((0..<600).contains(age.seconds))
        #expect(task.isMeant(by: "test 1") && !task.isMeant(by: task.name))
        #expect(unnamed.isRunning)
    }

    @Test func theReadyFileKnowsThePortThatTheSystemChose() async throws {
        let file = folder.file("ready.json")
        let server = try await started(["ID=a"], ["--port", "0", "--host", "127.0.5.9", "--ready-file", file])
        func address() -> String? { LocalTasks.list(at: now, executable: name).first?.address }
        #expect(address() == nil)
        try Data(#"{"port":4711,"pid":\#(server.processID),"stream_id":9}"#.utf8).write(to: URL(filePath: file))
        #expect(address() == "127.0.5.9:4711")
        try Data(#"{"port":4711,"pid":1,"stream_id":9}"#.utf8).write(to: URL(filePath: file))
        #expect(address() == nil, "a file of another process")
        try Data(repeating: 0x20, count: 10_000).write(to: URL(filePath: file))
        #expect(address() == nil)
        await server.kill()
    }

    @Test(
        arguments: [
            (["GLASSLAB_PORT=5002"], [], "127.0.0.1:5002"),
            (["GLASSLAB_PORT=5002", "GLASSLAB_HOST=0.0.0.0"], ["--port=5003"], "0.0.0.0:5003"),
            (["GLASSLAB_PORT=0"], [], nil), (["GLASSLAB_PORT=x"], [], nil), ([], ["--port"], nil),
            ([], ["--port", "70000"], nil),
        ] as [([String], [String], String?)]
    )
    func otherwiseItsSettingsTell(variables: [String], words: [String], address: String?) async throws {
        let server = try await started(["ID=a"] + variables, words)
        let task = try #require(LocalTasks.list(at: now, executable: name).first)
        #expect(task.address == address)
        await server.kill()
    }

    @Test func stopsSeveralAndTellsOfThoseThatHadEnded() async throws {
        let first = try await started(["ID=a"])
        let second = try await started(["ID=b"])
        let tasks = LocalTasks.list(at: now, executable: name)
        #expect(tasks.count == 2)
        await first.kill()
        let outcomes = await TaskStopping(fargate: nil, limit: .untilItHangs).stop(tasks, reason: "test")
        #expect(outcomes.map(\.word) == tasks.map { $0.id == "a" ? "gone" : "stopped" })
        #expect(await second.ended() == 128 + 15)
        #expect(LocalTasks.list(at: now, executable: name).isEmpty)
    }

    @Test func noTasksAreStoppedAtOnce() async {
        #expect(await TaskStopping(fargate: nil).stop([], reason: "test").isEmpty)
    }

    @Test func withoutACloudItsTasksAreNotStopped() async {
        let task = ListedTask(id: "a", place: .ecs(region: "r", cluster: "c", task: "t"), status: "RUNNING")
        let outcomes = await TaskStopping(fargate: nil).stop([task], reason: "test")
        #expect(outcomes.map(\.word) == ["the connection to AWS has been shut down"])
    }
}

extension TaskStopping.Outcome {
    /// A word for comparing.
    var word: String {
        switch self {
        case .stopped: "stopped"
        case .gone: "gone"
        case .failed(let error): error.description
        }
    }
}
