import AWS
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

extension FargateTests {
    /// Tasks that ECS does not know: not yet, or not any more.
    @Suite struct Unlisted {
        @Test func whatECSDoesNotKnowIsForgottenOnlyWhenItMustHave() async throws {
            try await FargateLab.serving { lab in
                let known = "\(lab.place.cluster)/0123456789abcdef0123456789abcdef"
                for task in [nil, known] {
                    let young = try entry(lab, task: task, age: .zero)
                    #expect(await lab.stopper.stop(young, reason: "test") == .success(0))
                    #expect(!young.isEnded)
                    young.end()
                    let old = try entry(lab, task: task, age: .seconds(301))
                    #expect(await lab.stopper.stop(old, reason: "test") == .success(0))
                    #expect(old.isEnded)
                }
                try await lab.expectNothingLeft()
            }
        }

        /// The answer to the request is lost, and ECS does not list the task yet: it may run, and nobody can name it.
        @Test func aTaskThatCannotBeFoundYetIsToldUntilItIsStopped() async throws {
            try await FargateLab.serving { lab in
                try await lab.cloud.agent.take([.lost("RunTask", count: 1_000), .unlisted()])
                let stages = SeenStages()
                var limits = FargateLab.limits
                limits.listing = .milliseconds(100)
                try await FargateLab.session(lab.cloud.variables, retries: RetryLimits(attempts: 2)) { session in
                    let task = try lab.task(limits: limits, by: FargateServices(session)) { stages.add($0) }
                    await #expect(throws: FargateError.self) {
                        try await task.run { _ in Issue.record("it serves") }
                    }
                }
                let expected = FargateError.leftRunning(
                    StopCommand(id: "test1", region: lab.place.region, cluster: lab.place.cluster),
                    reason: TaskStopper.notKnown,
                    task: nil
                )
                #expect(stages.all.last == .notStopped(expected), "\(stages.all)")
                #expect(try await lab.cloud.agent.leftTasks().count == 1)

                var leftovers = LeftoverTasks(in: lab.journal, services: lab.services, clock: SystemClock())
                leftovers.listing = .milliseconds(100)
                let passedOver = await leftovers.stop()
                #expect(passedOver.stopped == [] && passedOver.failures.map(\.error) == [expected])

                try await lab.cloud.agent.take([])
                let found = await leftovers.stop()
                #expect(found.stopped == ["test1"] && found.failures.isEmpty && found.gone == [])
                try await lab.expectNothingLeft()
            }
        }

        /// As by a second Ctrl-C during a request that is then refused.
        @Test func whatTurnsOutNeverToHaveBegunIsNotLookedForAnyLonger() async throws {
            try await FargateLab.serving { lab in
                let entry = try entry(lab, task: nil, age: .zero)
                var stopper = lab.stopper
                stopper.listing = .seconds(100_000)
                let stopping = Task { [stopper] in await stopper.stop(entry, reason: "test") }
                let clock = SystemClock()
                let deadline = clock.monotonicNow() + .untilItHangs
                while try await !lab.cloud.agent.asked().contains("ListTasks"), clock.monotonicNow() < deadline {
                    try await clock.sleep(for: .milliseconds(5))
                }
                entry.end()
                #expect(await stopping.value == .success(0))
            }
        }

        @Test func anEntryOfAClusterThatIsGoneIsForgottenWhenItMayBe() async throws {
            try await FargateLab.serving { lab in
                for task in [nil, "arn:aws:ecs:us-east-1:123456789012:task/Gone/0123456789abcdef0123456789abcdef"] {
                    let young = try entry(lab, task: task, age: .zero, cluster: "Gone")
                    #expect(await lab.stopper.stop(young, reason: "test") == .success(0))
                    #expect(!young.isEnded)
                    young.end()
                    let old = try entry(lab, task: task, age: .seconds(301), cluster: "Gone")
                    #expect(await lab.stopper.stop(old, reason: "test") == .success(0))
                    #expect(old.isEnded)
                }
            }
        }

        private func entry(
            _ lab: FargateLab,
            task: String?,
            age: Latency,
            cluster: String? = nil
        ) throws -> JournalEntry {
            let entry = try lab.journal.begin(
                TaskRecord(
                    token: "glasslab-unlisted-\(age.seconds)",
                    id: "test1",
                    region: lab.place.region,
                    account: lab.place.account,
                    cluster: cluster ?? lab.place.cluster,
                    startedAt: (SystemClock().now() - age).nanoseconds
                )
            )
            if let task {
                try entry.note(task: task)
            }
            return entry
        }
    }
}

extension FargateLab {
    fileprivate var stopper: TaskStopper {
        TaskStopper(
            services: services,
            clock: SystemClock(),
            listing: .milliseconds(50),
            interval: .milliseconds(10)
        )
    }
}
