import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

/// The main job with its streamer on AWS's stand-in, from the stack to the stored run and the stopped task.
///
/// `FARGATE_RUNS` makes more complete runs than one, and `FARGATE_TRIES` more interrupted ones than four.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60)))
struct CloudLaunchTests {
    private static func number(_ name: String, usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
    }

    @Test func measuresATaskFromTheStackToTheStoredRun() async throws {
        try await CloudLaunch.serving { launch in
            for number in 1...Self.number("FARGATE_RUNS", usual: 1) {
                let outcome = try await launch.run(["--id", "test1", "--duration", "2", "--json"])
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                let summary = try SummaryJSON.decode(outcome.output)
                #expect(summary.run.attempt == number && summary.run.endReason == .duration)
                #expect(summary.frames.marked > 0 && summary.frames.unreadable == 0)
                #expect(summary.run.settings["on"] == .text("ecs"))
                #expect(summary.run.settings["region"] == .text("us-east-1"))
                #expect(summary.run.settings["architecture"] == .text("X86_64"))
                // 0.5 vCPU and 1 GB for some seconds, at cents an hour.
                let cost = try #require(summary.costUsd?.run)
                #expect((0.00001..<0.001).contains(cost), "\(cost) USD")
                let store = try RunStore.open(launch.folder.file("glasslab.sqlite"), mode: .readOnly)
                let run = try store.run(named: "test1")
                #expect(try store.summary(of: run) == summary)
                #expect(outcome.errors.contains("ECS has the task "))
                try await launch.expectNothingLeft()
            }
            let tasks = try await launch.cloud.agent.tasks()
            #expect(tasks.count == Self.number("FARGATE_RUNS", usual: 1))
            #expect(tasks.allSatisfy { $0.tags["glasslab:id"] == "test1" && $0.stoppedReason == "glasslab: done" })
            // Nothing was asked for that the client role may not do, and nothing was refused.
            let called = Set(try await launch.cloud.agent.asked())
            #expect(called.isSuperset(of: ["DescribeStacks", "RunTask", "DescribeTasks", "StopTask"]))
        }
    }

    /// Ctrl-C at moments all over a run's length, and at every third a second one behind it.
    @Test func noTaskIsLeftAfterCtrlC() async throws {
        try await CloudLaunch.serving { launch in
            let tries = Self.number("FARGATE_TRIES", usual: 4)
            var random = SeededGenerator(seed: 30)
            let clock = SystemClock()
            let began = clock.monotonicNow()
            let whole = try await launch.run(["--id", "whole", "--duration", "2"])
            #expect(whole.exitCode == 0, "\(whole.errors)")
            let length = (clock.monotonicNow() - began).seconds
            var codes: [Int32: Int] = [:]
            var stages: [String: Int] = [:]
            for number in 0..<tries {
                let part = (Double(number) + Double.random(in: 0..<1, using: &random)) / Double(tries)
                let again = number % 3 == 2 ? Latency.milliseconds(Double.random(in: 20...900, using: &random)) : nil
                let before = try await launch.cloud.agent.tasks().count
                let code = try await launch.interrupted(after: .seconds(part * length), again: again)
                codes[code, default: 0] += 1
                let task = try await launch.cloud.agent.tasks().dropFirst(before).first
                stages[task.map { $0.hasRun ? "running" : "on its way" } ?? "not asked for", default: 0] += 1
                try await launch.expectNothingLeft("\(number): Ctrl-C after \(part) of \(length) s, exit \(code)")
            }
            // 130: before anything began, or the second one; 3: stored; 1: nothing had been measured; 0: too late.
            #expect(Set(codes.keys).isSubset(of: [0, 1, 3, 130]), "\(codes)")
            #expect(tries < 12 || stages.count == 3, "not every stage was interrupted: \(stages)")
        }
    }

    @Test func theNextStartStopsWhatAKilledLauncherLeft() async throws {
        try await CloudLaunch.serving { launch in
            for stage in CloudLaunch.Stage.allCases {
                let before = try await launch.cloud.agent.tasks().count
                try await launch.killed(at: stage)
                let next = try await launch.run(["--id", "next", "--duration", "1", "--no-measure"])
                #expect(next.exitCode == 0, "\(next.errors)")
                let told = next.errors.contains("stopped the task of killed, whose launcher had died")
                let tasks = try await launch.cloud.agent.tasks().dropFirst(before)
                // The request may not have come through; that of the next start has.
                #expect(tasks.count == (told ? 2 : 1) && (told || stage == .asking), "\(stage)")
                #expect(tasks.contains { $0.stoppedReason == "glasslab: its launcher died" } == told, "\(stage)")
                try await launch.expectNothingLeft("killed at \(stage)")
            }
        }
    }

    @Test func aTaskThatDiesMidwayEndsTheRunWithItsReason() async throws {
        try await CloudLaunch.serving { launch in
            async let ending = launch.run(["--id", "cut", "--duration", "1000"])
            try await launch.whenMeasured("cut")
            let process = try #require(try await launch.cloud.agent.tasks().first?.process)
            kill(process, SIGKILL)
            let outcome = try await ending
            #expect(outcome.exitCode == 3, "\(outcome.errors)")
            let lost = "during the measurement the task stopped: Essential container in task exited; exit code 137"
            #expect(outcome.errors.contains(lost), "\(outcome.errors)")
            #expect(outcome.errors.contains("the task's last lines:"), "\(outcome.errors)")
            let store = try RunStore.open(launch.folder.file("glasslab.sqlite"), mode: .readOnly)
            #expect(try store.run(named: "cut").endReason != .duration)
            try await launch.expectNothingLeft()
        }
    }

    @Test func credentialsThatEndMidwayAreToldAndTheNextStartStopsTheTask() async throws {
        try await CloudLaunch.serving { launch in
            try await launch.cloud.agent.take([.expired("StopTask")])
            let outcome = try await launch.run(["--id", "late", "--duration", "1"])
            #expect(outcome.exitCode == 3, "\(outcome.errors)")
            #expect(outcome.errors.contains("the task of late may still run: "), "\(outcome.errors)")
            #expect(outcome.errors.contains("ExpiredTokenException"), "\(outcome.errors)")
            #expect(outcome.errors.contains("The next start in us-east-1 stops it"), "\(outcome.errors)")
            #expect(try await launch.cloud.agent.leftTasks().count == 1)
            let store = try RunStore.open(launch.folder.file("glasslab.sqlite"), mode: .readOnly)
            #expect(try store.run(named: "late").endReason == .duration)
            try await launch.cloud.agent.take([])
            let next = try await launch.run(["--id", "next", "--no-measure"])
            #expect(next.exitCode == 0 && next.errors.contains("stopped the task of late, whose launcher had died"))
            try await launch.expectNothingLeft()
        }
    }

    @Test func theTaskIsStoppedBeforeItsPicturesAreScored() async throws {
        try await CloudLaunch.serving { launch in
            // ECS is too busy to stop the task until this test says otherwise.
            try await launch.cloud.agent.take([.throttled("StopTask", count: 1_000_000)])
            let before = try await launch.cloud.agent.asked().count
            async let ending = launch.run(["--id", "scored", "--duration", "2", "--quality", "psnr", "--json"])
            try await launch.whenAsked("StopTask", since: before)
            let store = try RunStore.open(launch.folder.file("glasslab.sqlite"), mode: .readOnly)
            #expect(try store.run(named: "scored").state == .running)
            try await launch.cloud.agent.take([])
            let outcome = try await ending
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let summary = try SummaryJSON.decode(outcome.output)
            #expect((summary.quality?.framesScored ?? 0) > 0)
            #expect(try store.run(named: "scored").state == .complete)
            try await launch.expectNothingLeft()
        }
    }

    @Test func aKeptTaskStaysUntilItIsStopped() async throws {
        try await CloudLaunch.serving { launch in
            let outcome = try await launch.run(["--id", "kept", "--no-measure", "--keep", "--json"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let task = try #require(try await launch.cloud.agent.leftTasks().first)
            #expect(outcome.output.contains("\"task\" : \"\(task.arn)\"") && outcome.output.contains("\"kept\" : true"))
            let stop = Self.stop("kept", launch)
            #expect(outcome.output.contains("\"stop\" : \"\(stop)\""), "\(outcome.output)")
            let next = try await launch.run(["--id", "next", "--no-measure"])
            #expect(next.exitCode == 0 && !next.errors.contains("had died"), "\(next.errors)")
            #expect(try await launch.cloud.agent.leftTasks() == [task])
            let other = try await launch.run(["--id", "kept", "--no-measure", "--keep", "--stack", "streaming"])
            #expect(other.output.hasSuffix("it runs on until `\(stop)`\n"), "\(other.output)")
        }
    }

    /// The command that ends a task, wherever it is typed.
    private static func stop(_ id: String, _ launch: CloudLaunch) -> String {
        let cluster = launch.cloud.outputs["Cluster"] ?? ""
        return "glasslab tasks stop --on ecs --region us-east-1 --cluster-name \(cluster) \(id)"
    }

    @Test func whoeverMeasuresAKeptTaskIsToldThatItRunsOn() async throws {
        try await CloudLaunch.serving { launch in
            let measured = try await launch.run(["--id", "kept", "--duration", "1", "--keep"])
            #expect(measured.exitCode == 0, "\(measured.errors)")
            let told = "the task of kept runs on: `\(Self.stop("kept", launch))` ends it"
            let lines = measured.errors.split(separator: "\n").filter { $0 == told }
            // At once, because the launcher may be killed, and at the end.
            #expect(lines.count == 2, "\(measured.errors)")
            try Data(Self.nowhere.utf8).write(to: URL(filePath: launch.folder.file("p.yaml")))
            let failed = try await launch.run([
                "--id", "kept", "--keep", "--providers", "p.yaml", "--provider", "nowhere", "--start-limit", "1",
                "--duration", "1",
            ])
            #expect(failed.exitCode != 0)
            #expect(failed.errors.split(separator: "\n").filter { $0 == told }.count == 2, "\(failed.errors)")
            #expect(try await launch.cloud.agent.leftTasks().count == 2)
        }
    }

    private static let nowhere = """
        providers:
          - name: nowhere
            playback: http://127.0.0.1:1/a.m3u8
            protocol: hls

        """

    @Test func aJournalThatCannotBeReadIsToldAtTheStart() async throws {
        try await CloudLaunch.serving { launch in
            let tasks = launch.folder.file("state/glasslab/tasks")
            try FileManager.default.createDirectory(atPath: tasks, withIntermediateDirectories: true)
            try Data("no entry".utf8).write(to: URL(filePath: tasks + "/x.json"))
            let outcome = try await launch.run(["--id", "x", "--no-measure"])
            #expect(outcome.exitCode == 0)
            let told = "warning: the journal of started tasks cannot be read: it holds no entry: \(tasks)/x.json. "
            #expect(outcome.errors.contains(told), "\(outcome.errors)")
        }
    }

    @Test func failuresSayWhyAndWhatToDo() async throws {
        try await CloudLaunch.serving { launch in
            for failure in Failure.all {
                try await launch.cloud.agent.take(failure.fate)
                let outcome = try await launch.run(["--id", "x", "--duration", "2"] + failure.words, failure.variables)
                #expect(outcome.exitCode == failure.code, "\(outcome.errors)")
                for text in failure.texts {
                    #expect(outcome.errors.contains(text), "\(outcome.errors)")
                }
                #expect(outcome.output == "")
                try await launch.expectNothingLeft("\(failure.texts)")
            }
        }
    }

    /// What is done to a launch, its exit code, and parts of what it says.
    private struct Failure {
        var fate = FargateAgent.Fate.serves
        var words: [String] = []
        var variables: [String: String] = [:]
        var code: Int32
        var texts: [String]

        static let all = [
            Failure(
                words: ["--stack", "other"],
                code: 1,
                texts: ["there is no stack other in us-east-1. Deploy it as stack/README.md says"]
            ),
            Failure(
                words: ["--region", "eu-north-1"],
                code: 1,
                texts: ["there is no stack streaming in eu-north-1"]
            ),
            Failure(
                variables: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""],
                code: 1,
                texts: ["no AWS credentials: looked for ", "Run `aws configure`"]
            ),
            Failure(
                variables: ["AWS_SECRET_ACCESS_KEY": "another"],
                code: 1,
                texts: ["SignatureDoesNotMatch", "Check the secret access key"]
            ),
            Failure(
                fate: .refused(reason: "Capacity is unavailable at this time."),
                code: 75,
                texts: ["ecs:RunTask was refused: ClientException: Capacity is unavailable", "Try again later"]
            ),
            Failure(
                fate: .notPlaced(reason: "RESOURCE:CPU"),
                code: 75,
                texts: ["ECS started no task: RESOURCE:CPU. Try again later"]
            ),
            Failure(
                fate: .lacksImage(reason: "CannotPullContainerError: not found"),
                code: 1,
                texts: ["the task stopped: CannotPullContainerError: not found", "scripts/update-image"]
            ),
            Failure(
                fate: .runs(script: "echo first; echo 'streamer: no room'; exit 3"),
                code: 1,
                texts: ["exit code 3; it said: streamer: no room", "the task's last lines:\n", "  first\n"]
            ),
        ]
    }
}
