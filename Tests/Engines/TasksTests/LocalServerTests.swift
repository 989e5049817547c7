import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

@Suite(.realTime, .timeLimit(.minutes(60))) struct LocalServerTests {
    private func emptyFolder() throws -> String {
        let path = NSTemporaryDirectory() + "glasslab-server-test-\(UUID().uuidString.lowercased())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test func aServerIsEndedAndItsFolderRemoved() async throws {
        let folder = try emptyFolder()
        let server = LocalServer(executable: "/bin/sh", clock: SystemClock())
        let process = try await server.run(
            in: folder,
            arguments: ["-c", "echo $$ >\(folder)/pid.new; mv \(folder)/pid.new \(folder)/pid; exec sleep 600"],
            listeningOn: []
        ) {
            try await Self.number(in: folder + "/pid")
        }
        #expect(!ProcessWatch.isRunning(process))
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    /// One that does not hear is killed, and so is what it has started.
    @Test func aServerThatIgnoresTheSignalIsKilledWithItsChildren() async throws {
        let folder = try emptyFolder()
        let server = LocalServer(executable: "/bin/sh", clock: SystemClock())
        let processes = try await server.run(in: folder, arguments: ["-c", Self.deaf(folder)], listeningOn: []) {
            [try await Self.number(in: folder + "/pid"), try await Self.number(in: folder + "/child")]
        }
        for process in processes {
            try await Self.expectEnd(of: process)
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    /// What a server does that writes its process id and its child's into files, and hears no SIGTERM.
    private static func deaf(_ folder: String) -> String {
        """
        trap '' TERM; sleep 600 &
        echo $! >\(folder)/child.new; mv \(folder)/child.new \(folder)/child
        echo $$ >\(folder)/pid.new; mv \(folder)/pid.new \(folder)/pid
        wait
        """
    }

    @Test func aServerThatEndsSaysWhy() async throws {
        let folder = try emptyFolder()
        let server = LocalServer(executable: "/bin/sh", clock: SystemClock())
        let port = try LoopbackPort.free()
        await #expect(throws: LocalServer.Failure(reason: "cannot bind", said: ["cannot bind"])) {
            try await server.run(
                in: folder,
                arguments: ["-c", "echo cannot bind >&2; exit 3"],
                listeningOn: [port]
            ) {}
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func aServerThatNeverListensIsGivenUp() async throws {
        let server = LocalServer(executable: "/bin/sleep", clock: SystemClock(), readyLimit: .milliseconds(200))
        let port = try LoopbackPort.free()
        await #expect(throws: LocalServer.Failure(reason: "it did not listen in time")) {
            try await server.run(in: try emptyFolder(), arguments: ["600"], listeningOn: [port]) {}
        }
    }

    /// A process that is killed closes what its server's shell reads from: the shell ends the server.
    @Test func aServerEndsWithWhoeverHoldsItsInput() async throws {
        let folder = try emptyFolder()
        let file = folder + "-pid"
        let script = folder + ".sh"
        defer {
            for path in [file, script] {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
        try Data(LocalServer.script.utf8).write(to: URL(filePath: script))
        let server = "echo $$ >\(file).new; mv \(file).new \(file); exec sleep 600"
        let line = "{ while [ ! -e \(file) ]; do sleep 0.01; done; } | sh \(script) \(folder) /bin/sh -c '\(server)'"
        let outcome = try await BuiltExecutable.shell(line)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let process = try await Self.number(in: file)
        #expect(!ProcessWatch.isRunning(process))
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func aDeafServerIsKilledWithWhoeverHoldsItsInput() async throws {
        let folder = try emptyFolder()
        let numbers = try emptyFolder()
        defer { try? FileManager.default.removeItem(atPath: numbers) }
        try Data(LocalServer.script.utf8).write(to: URL(filePath: numbers + "/script.sh"))
        try Data(Self.deaf(numbers).utf8).write(to: URL(filePath: numbers + "/server.sh"))
        // A session of its own, as the script leads a process group when it is used.
        let line = """
            { while [ ! -e \(numbers)/pid ]; do sleep 0.01; done; } |
                setsid -w sh \(numbers)/script.sh \(folder) /bin/sh \(numbers)/server.sh
            """
        let outcome = try await BuiltExecutable.shell(line)
        #expect(outcome.exitCode == 128 + 9, "\(outcome.errors)")
        for name in ["pid", "child"] {
            try await Self.expectEnd(of: try await Self.number(in: numbers + "/" + name))
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    /// What is killed with its group ends when it is next scheduled, which nobody waits for.
    private static func expectEnd(of process: Int32) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while ProcessWatch.isRunning(process), clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(5))
        }
        #expect(!ProcessWatch.isRunning(process))
    }

    private static func number(in file: String) async throws -> Int32 {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline {
            if let text = try? String(contentsOfFile: file, encoding: .utf8),
                let number = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
            {
                return number
            }
            try await clock.sleep(for: .milliseconds(10))
        }
        throw CocoaError(.fileReadNoSuchFile)
    }
}
