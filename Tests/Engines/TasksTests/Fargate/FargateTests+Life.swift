import AWS
import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

extension FargateTests {
    /// The life of a task on AWS's stand-in, where the built streamer runs at the task's address.
    @Suite struct Life {
        @Test func runsFromTheStackToTheStoppedTask() async throws {
            try await FargateLab.serving { lab in
                #expect(lab.place.cluster == "StreamingClusterCluster" && lab.place.container == "streamer")
                #expect(lab.place.port == lab.cloud.outputs["ContainerPort"].flatMap { Int($0) })
                #expect(lab.place.log?.group == "/glasslab/StreamingCluster" && lab.place.architecture == "X86_64")
                try await servesAndIsStopped(lab)
                try await keepsWhatIsToStay(lab)
                try await stopsWhenTheWorkFails(lab)
                try await tellsWhyItWasLost(lab)
                try await isStoppedAtOnce(lab)
                try await lab.untilAllEnded()
            }
        }

        private func servesAndIsStopped(_ lab: FargateLab) async throws {
            let stages = SeenStages()
            let task = try lab.task { stages.add($0) }
            let address = try await task.run { address in
                let running = try #require(try await lab.cloud.agent.leftTasks().first)
                #expect(running.status == "RUNNING" && running.address == address.host)
                #expect(running.tags == ["glasslab:id": "test1", "glasslab:owner": "ada@host"])
                #expect(
                    running.overrides.contains(#""cpu": "512""#) && running.overrides.contains(#""memory": "1024""#)
                )
                let clock = try await text(address.url("/clock"))
                #expect(clock.contains(#""error_bound_ms":0.25"#))
                let parameters = try await text(address.url("/get_params"))
                #expect(parameters.contains("test1"))
                return address
            }
            #expect(address.host.hasPrefix("127.0.5.") && address.port == lab.place.port && address.processID == nil)
            try await lab.expectNothingLeft()
            let name = try #require(try await lab.cloud.agent.tasks().first).arn
            let first: [FargateStage] = [
                .starting, .started(task: name), .waiting(status: "PENDING"), .waiting(status: "ACTIVATING"),
                .asking(address: address.url("/"), answer: nil),
            ]
            #expect(Array(stages.all.prefix(5)) == first)
            #expect(stages.all.suffix(2) == [.serving(address: address.url("/")), .stopping])
            #expect(try await lab.cloud.agent.tasks().map(\.stoppedReason) == ["glasslab: done"])
        }

        private func keepsWhatIsToStay(_ lab: FargateLab) async throws {
            let address = try await lab.task(keeps: true).run { $0 }
            let name = try #require(address.task)
            #expect(try await lab.cloud.agent.leftTasks().map(\.arn) == [name])
            #expect(try await text(address.url("/healthz")).contains("true"))
            #expect(lab.journal.abandoned().map(\.record) == [])
            try await lab.services.ecs.stopTask(name, cluster: lab.place.cluster, reason: "test")
        }

        private func stopsWhenTheWorkFails(_ lab: FargateLab) async throws {
            struct Broken: Error {}
            let task = try lab.task()
            await #expect(throws: Broken.self) {
                try await task.run { _ in throw Broken() }
            }
            try await lab.expectNothingLeft()
        }

        private func tellsWhyItWasLost(_ lab: FargateLab) async throws {
            let stages = SeenStages()
            let task = try lab.task { stages.add($0) }
            let count = try await task.run { _ in
                let running = try #require(try await lab.cloud.agent.leftTasks().first)
                kill(try #require(running.process), SIGKILL)
                try await lab.untilAllEnded()
                return 7
            }
            #expect(count == 7)
            let lost = stages.all.compactMap { stage -> FargateError? in
                if case .lost(let error) = stage { error } else { nil }
            }
            guard case .stopped(let reason, let code, let said, _, nil) = try #require(lost.first) else {
                Issue.record("\(lost)")
                return
            }
            #expect(reason == "Essential container in task exited" && code == 137)
            #expect(said.isEmpty == false)
            try await lab.expectNothingLeft()
        }

        private func isStoppedAtOnce(_ lab: FargateLab) async throws {
            let task = try lab.task()
            try await task.run { _ in
                await task.stopNow()
                let left = try await lab.cloud.agent.leftTasks()
                #expect(left == [])
            }
            try await lab.expectNothingLeft()
        }

        /// What an address answers, with status 200.
        private func text(_ address: String) async throws -> String {
            let outcome = try await BuiltExecutable.onPath(["curl", "-sf", "--max-time", "60", address])
            #expect(outcome.exitCode == 0, "\(address)")
            return outcome.output
        }
    }
}
