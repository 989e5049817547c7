import AWS
import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

/// Tasks of moto's server, which the stack's client role lists and stops; nobody is behind them.
@Suite(.realTime, .timeLimit(.minutes(60)))
struct FargateTasksTests {
    /// Asks for a task without waiting for it.
    private static func run(_ lab: FargateLab, _ id: String, tags: [String: String]? = nil) async throws -> String {
        var settings = try StreamerTaskSettingsTests.settings()
        settings.id = id
        let token = "glasslab-\(UUID().uuidString)"
        let request = try FargateRequest(settings, at: lab.place, token: token, owner: "ada@host", life: nil)
        var body = request.body
        body.tags = tags ?? body.tags
        return try #require(try await lab.services.ecs.runTask(body).task).arn
    }

    private static func untilRunning(_ tasks: FargateTasks, _ count: Int) async throws -> [ListedTask] {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while true {
            let listed = try await tasks.list(at: clock.now())
            if listed.count == count, listed.allSatisfy({ $0.status == "RUNNING" }) { return listed }
            try #require(clock.monotonicNow() < deadline, "\(listed)")
            try await clock.sleep(for: .milliseconds(20))
        }
    }

    @Test func listsFindsAndStopsWhatCarriesTheTag() async throws {
        try await FargateLab.serving { lab in
            try await lab.cloud.agent.take(.silent)
            let tasks = try await FargateTasks.find(FargatePlace.Wish(), by: lab.services)
            #expect(tasks.cluster == lab.cloud.outputs["Cluster"])
            #expect(try await tasks.list(at: SystemClock().now()).isEmpty)
            let foreign = try await Self.run(lab, "foreign", tags: ["owner": "somebody"])
            let first = try await Self.run(lab, "test1")
            let second = try await Self.run(lab, "test1*")
            let listed = try await Self.untilRunning(tasks, 2)
            try Self.check(listed, [first, second])

            try await Self.finds(tasks, first: first)
            let newest = try await Self.run(lab, "test1", tags: [TaskTag.id: "test1"])
            let three = try await Self.untilRunning(tasks, 3)
            let found = try await tasks.find("test1", usesPrivateAddress: true)
            // moto tells whole seconds: of tasks of one second, the greater name counts as newer.
            let mine = three.filter { $0.id == "test1" }.map(\.name)
            #expect(Set(mine) == [first, newest] && found.task == mine.last && found.others == 1)

            let outcomes = await TaskStopping(fargate: tasks).stop(three, reason: "glasslab tasks stop")
            #expect(outcomes.map(\.word) == ["stopped", "stopped", "stopped"])
            #expect(try await tasks.list(at: SystemClock().now()).isEmpty)
            #expect(try await lab.cloud.agent.leftTasks().map(\.arn) == [foreign])
            #expect(try await tasks.hasEnded("test1"))
            #expect(try await tasks.hasEnded(second))
            #expect(try await !tasks.hasEnded("foreign"))
            #expect(try await !tasks.stop("0123456789abcdef0123456789abcdef", reason: "test"))
        }
    }

    private static func check(_ listed: [ListedTask], _ names: [String]) throws {
        #expect(Set(listed.map(\.name)) == Set(names))
        let task = try #require(listed.first { $0.name == names[0] })
        #expect(task.id == "test1" && task.owner == "ada@host" && task.cpu == 512 && task.memory == 1_024)
        #expect(task.privateAddress?.hasPrefix("127.0.5.") == true)
        #expect(task.startedAt != nil && listed.first { $0.name == names[1] }?.id == "test1_")
        let cost = try #require(task.cost)
        #expect(abs(cost.perHour - 0.024685) < 1e-12 && cost.soFar >= 0.024685 / 60 - 1e-12)
    }

    private static func finds(_ tasks: FargateTasks, first: String) async throws {
        let found = try await tasks.find("test1", usesPrivateAddress: true)
        #expect(found.task == first && found.host.hasPrefix("127.0.5.") && found.others == 0)
        #expect((1...65_535).contains(found.port))
        let unknown = await #expect(throws: FargateError.self) {
            try await tasks.find("tset1", usesPrivateAddress: true)
        }
        #expect(
            unknown?.description
                == "no task of tset1 runs in \(tasks.cluster). Did you mean 'test1'?"
        )
    }

    /// ECS's own reference: "Any tags associated with the task will be deleted" when it is stopped.
    @Test func aTaskWithoutItsTagsIsKnownByItsRequest() {
        var task = ECSTask(arn: "arn:task/c/1", cluster: "c", status: .stopped)
        #expect(FargateTasks.id(of: task) == nil)
        task.environment = ["ID": "test1*"]
        #expect(FargateTasks.id(of: task) == nil)
        task.startedBy = "glasslab-0190"
        #expect(FargateTasks.id(of: task) == "test1_")
        task.tags = ["owner": "somebody"]
        #expect(FargateTasks.id(of: task) == nil)
        task.tags[TaskTag.id] = "test2"
        #expect(FargateTasks.id(of: task) == "test2")
    }

    @Test func aTaskOnItsWayIsNotYetFound() async throws {
        try await FargateLab.serving { lab in
            try await lab.cloud.agent.take(.waits)
            let tasks = FargateTasks(cluster: lab.place.cluster, services: lab.services)
            let name = try await Self.run(lab, "late")
            let listed = try await tasks.list(at: SystemClock().now())
            #expect(listed.map(\.name) == [name] && listed.first?.cost?.soFar == 0)
            let error = await #expect(throws: FargateError.self) {
                try await tasks.find("late", usesPrivateAddress: true)
            }
            #expect(error?.exitStatus == .transient)
            #expect(error?.description.hasPrefix("the task of late does not run yet: it is P") == true)
            #expect(error?.description.hasSuffix(": \(name). Try again in a moment") == true)
            _ = await TaskStopping(fargate: tasks).stop(listed, reason: "test")
        }
    }

    @Test func errorsSayWhatIsMissing() async throws {
        try await FargateLab.serving { lab in
            var wish = FargatePlace.Wish()
            wish.stack = "nothing"
            await #expect(throws: FargateError.noStack(name: "nothing", region: "us-east-1")) {
                try await FargateTasks.find(wish, by: lab.services)
            }
            wish.cluster = "Elsewhere"
            let tasks = try await FargateTasks.find(wish, by: lab.services)
            let error = await #expect(throws: FargateError.self) { try await tasks.list(at: SystemClock().now()) }
            #expect(error?.what.hasPrefix("ecs:ListTasks was refused: ClusterNotFoundException") == true)
            #expect(error?.remedy == "Check the name, the account and the region")
        }
    }

    @Test(
        arguments: [
            ([], "no task of a runs in Lab. Nothing of the lab runs there: `glasslab tasks list`"),
            (["first", "second"], "no task of a runs in Lab. There run 'first', 'second'"),
            (
                ["p2", "q2", "r2", "s2", "t2", "u2"],
                "no task of a runs in Lab. There run 'p2', 'q2', 'r2', 's2', 't2' and 1 more"
            ),
        ] as [([String], String)]
    )
    func aTaskThatIsNotThereIsTold(others: [String], text: String) {
        let error = FargateError.noTask(id: "a", cluster: "Lab", others: others)
        #expect(error.description == text && error.exitStatus == .failed)
    }
}
