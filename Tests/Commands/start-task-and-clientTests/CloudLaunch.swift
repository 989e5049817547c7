import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Subprocess
import SystemPackage
import Testing

/// Launchers of a test, with a journal and a database of its own, whose AWS is a stand-in.
struct CloudLaunch: Sendable {
    let cloud: CloudLab
    let folder: TemporaryFolder
    private let launcher = BuiltExecutable("start-task-and-client")

    static func serving(_ work: @Sendable (CloudLaunch) async throws -> Void) async throws {
        try await CloudLab.serving { cloud in
            let folder = try TemporaryFolder()
            try await work(CloudLaunch(cloud: cloud, folder: folder))
        }
    }

    private static let words = ["--on", "ecs", "--private-address", "--image-size", "0"]

    private func environment(_ more: [String: String]) -> [String: String] {
        let own = [
            "HOME": folder.path, "XDG_STATE_HOME": folder.file("state"), "AWS_CONFIG_FILE": folder.file("none"),
            "AWS_SHARED_CREDENTIALS_FILE": folder.file("none"),
        ]
        return cloud.variables.merging(own) { $1 }.merging(more) { $1 }
    }

    /// Runs a launcher to its end.
    func run(_ words: [String], _ more: [String: String] = [:]) async throws -> BuiltExecutable.Outcome {
        try await launcher.run(Self.words + words, environment: environment(more), in: folder.path)
    }

    /// Starts a launcher, sends it SIGINT after some time, and once more where that is asked for.
    /// - Returns: its exit code.
    func interrupted(after time: Latency, again: Latency?) async throws -> Int32 {
        try await running(["--id", "cut", "--duration", "2"]) { process in
            let clock = SystemClock()
            try await clock.sleep(for: time)
            kill(process, SIGINT)
            if let again {
                try await clock.sleep(for: again)
                kill(process, SIGINT)
            }
        }
    }

    /// How far a launcher comes before it is killed.
    enum Stage: CaseIterable {
        /// The task is asked for.
        case asking
        /// The task is on its way.
        case waiting
        /// The streamer runs.
        case running
    }

    /// Starts a launcher, and kills it once it has come so far.
    func killed(at stage: Stage) async throws {
        let before = (asked: try await cloud.agent.asked().count, tasks: try await cloud.agent.tasks().count)
        let code = try await running(["--id", "killed", "--duration", "1000"]) { process in
            let clock = SystemClock()
            let deadline = clock.monotonicNow() + .untilItHangs
            while try await !has(come: stage, since: before), clock.monotonicNow() < deadline {
                try await clock.sleep(for: .milliseconds(5))
            }
            kill(process, SIGKILL)
        }
        #expect(code == 137)
    }

    /// Waits until samples of a run are stored.
    func whenMeasured(_ name: String) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline {
            if let store = try? RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly),
                let run = try? store.run(named: name),
                let samples = try? store.samples(of: run), samples.contains(where: { $0.stamp != nil })
            {
                return
            }
            try await clock.sleep(for: .milliseconds(20))
        }
        Issue.record("nothing was stored")
    }

    /// Waits until ECS is asked for something, behind so many questions.
    func whenAsked(_ operation: String, since before: Int) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while try await !cloud.agent.asked().dropFirst(before).contains(operation) {
            guard clock.monotonicNow() < deadline else {
                Issue.record("nobody asked for \(operation)")
                return
            }
            try await clock.sleep(for: .milliseconds(20))
        }
    }

    private func has(come stage: Stage, since before: (asked: Int, tasks: Int)) async throws -> Bool {
        switch stage {
        case .asking: try await cloud.agent.asked().dropFirst(before.asked).contains("RunTask")
        case .waiting: try await cloud.agent.tasks().dropFirst(before.tasks).contains { $0.status != "PROVISIONING" }
        case .running: try await cloud.agent.tasks().dropFirst(before.tasks).contains { $0.process != nil }
        }
    }

    /// No task that nobody has told to stop, and none in the journal.
    func expectNothingLeft(_ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let left = try await cloud.agent.leftTasks()
        #expect(left == [], comment, sourceLocation: sourceLocation)
        let journal = try? FileManager.default.contentsOfDirectory(atPath: folder.file("state/glasslab/tasks"))
        #expect((journal ?? []) == [], comment, sourceLocation: sourceLocation)
    }

    private func running(_ words: [String], _ act: @Sendable (pid_t) async throws -> Void) async throws -> Int32 {
        let result = try await Subprocess.run(
            .path(FilePath(launcher.path)),
            arguments: Arguments(Self.words + words),
            environment: BuiltExecutable.environment(environment([:])),
            workingDirectory: FilePath(folder.path),
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            try await act(execution.processIdentifier.value)
        }
        return BuiltExecutable.code(result.terminationStatus)
    }
}
