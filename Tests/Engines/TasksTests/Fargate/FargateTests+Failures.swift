import AWS
import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

extension FargateTests {
    /// Tasks that cannot be had: each attempt ends with its reason and the next step, and leaves no task.
    @Suite struct Failures {
        @Test func everyFailureEndsWithItsReasonAndNoTask() async throws {
            try await FargateLab.serving { lab in
                try await noRoom(lab)
                try await neverRuns(lab)
                try await diesBeforeItServes(lab)
                try await nobodyAnswers(lab)
                try await noSubnet(lab)
                try await noStack(lab)
                try await noCredentials(lab)
                try await noPlaceToWriteItDown(lab)
                try await lab.untilAllEnded()
            }
        }

        private static func limits(_ running: Latency, _ serving: Latency) -> FargateTask.Limits {
            var limits = FargateLab.limits
            (limits.running, limits.serving, limits.probe) = (running, serving, .milliseconds(200))
            return limits
        }

        private func noRoom(_ lab: FargateLab) async throws {
            let words =
                "Capacity is unavailable at this time. Please try again later or in a different availability zone"
            let refused = try await lab.failure(.refused(reason: words))
            #expect(refused?.what.contains(words) == true && refused?.exitStatus == .transient)
            #expect(refused?.remedy == "Try again later, or another subnet, region or size of task")
            let notPlaced = try await lab.failure(.notPlaced(reason: "RESOURCE:MEMORY"))
            #expect(notPlaced == .notStarted(reason: "RESOURCE:MEMORY"))
        }

        private func neverRuns(_ lab: FargateLab) async throws {
            let reason = "CannotPullContainerError: pull image manifest has been retried 5 time(s): not found"
            let lacking = try await lab.failure(.lacksImage(reason: reason))
            guard case .stopped(reason, nil, [], let task, nil) = lacking else {
                Issue.record("\(lacking.map { "\($0)" } ?? "nothing")")
                return
            }
            #expect(task.contains(":task/StreamingClusterCluster/"))
            #expect(lacking?.remedy?.contains("scripts/update-image") == true)
            let waiting = try await lab.failure(.waits, limits: Self.limits(.milliseconds(500), .seconds(1)))
            guard case .notRunning(.milliseconds(500), "PENDING", _) = waiting else {
                Issue.record("\(waiting.map { "\($0)" } ?? "nothing")")
                return
            }
        }

        private func diesBeforeItServes(_ lab: FargateLab) async throws {
            let script = "echo 'streamer: no such codec: h266'; echo 'streamer: bye' >&2; exit 3"
            var place = lab.place
            place.log?.region = "eu-north-1"
            let far = FargateLab(cloud: lab.cloud, services: lab.services, place: place, journal: lab.journal)
            let unheard = try await far.failure(.runs(script: script))
            #expect(unheard?.remedy == "Look at its log: the group \(lab.place.log?.group ?? "") in eu-north-1")
            let died = try await lab.failure(.runs(script: script))
            guard case .stopped("Essential container in task exited", 3, let said, _, nil) = died else {
                Issue.record("\(died.map { "\($0)" } ?? "nothing")")
                return
            }
            #expect(said == ["streamer: no such codec: h266", "streamer: bye"])
            #expect(
                died?.what
                    == "the task stopped: Essential container in task exited; exit code 3; it said: streamer: bye"
            )
        }

        private func nobodyAnswers(_ lab: FargateLab) async throws {
            let limits = Self.limits(.untilItHangs, .seconds(1))
            let silent = try await lab.failure(.silent, limits: limits)
            guard case .notServing(let address, .seconds(1), _) = silent else {
                Issue.record("\(silent.map { "\($0)" } ?? "nothing")")
                return
            }
            #expect(address.hasPrefix("http://127.0.5."))
            #expect(silent?.remedy?.contains("ClientCidr") == true)
            var place = lab.place
            place.usesPrivateAddress = false
            let unreachable = FargateLab(cloud: lab.cloud, services: lab.services, place: place, journal: lab.journal)
            let noAddress = try await unreachable.failure(.serves, limits: limits)
            #expect(noAddress?.what == "the task has no public address")
        }

        private func noSubnet(_ lab: FargateLab) async throws {
            // By the client role's rights alone.
            var wish = FargatePlace.Wish()
            (wish.subnets, wish.securityGroups) = (lab.place.subnets, lab.place.securityGroups)
            let chosen = try await FargatePlace.find(wish, by: lab.services)
            #expect(chosen.subnets == lab.place.subnets && chosen.securityGroups == lab.place.securityGroups)
            wish.subnets = ["subnet-0000000000000000a"]
            let missing = await #expect(throws: FargateError.self) {
                _ = try await FargatePlace.find(wish, by: lab.services)
            }
            #expect(missing?.remedy == "Check the name, the account and the region")
            var place = lab.place
            place.subnets = ["subnet-0000000000000000a"]
            let other = FargateLab(cloud: lab.cloud, services: lab.services, place: place, journal: lab.journal)
            let unknown = try await other.failure(.serves)
            #expect(unknown?.what.contains("subnet-0000000000000000a") == true)
            place.subnets = []
            let nowhere = FargateLab(cloud: lab.cloud, services: lab.services, place: place, journal: lab.journal)
            let none = try await nowhere.failure(.serves)
            #expect(none?.what == "ecs:RunTask was not asked: a task needs at least one subnet")
        }

        private func noStack(_ lab: FargateLab) async throws {
            let there = lab.cloud.variables.merging(["AWS_REGION": "eu-central-1"]) { $1 }
            try await FargateLab.session(there) { session in
                let error = await #expect(throws: FargateError.self) {
                    _ = try await FargatePlace.find(FargatePlace.Wish(), by: FargateServices(session))
                }
                #expect(error == .noStack(name: "streaming", region: "eu-central-1"))
            }
        }

        private func noCredentials(_ lab: FargateLab) async throws {
            let folder = try TemporaryFolder()
            let variables = [
                "AWS_ENDPOINT_URL": lab.cloud.server.address, "AWS_REGION": MotoServer.region, "HOME": folder.path,
                "AWS_EC2_METADATA_DISABLED": "true",
            ]
            try await FargateLab.session(variables) { session in
                let services = FargateServices(session)
                let found = await #expect(throws: FargateError.self) {
                    _ = try await FargatePlace.find(FargatePlace.Wish(), by: services)
                }
                #expect(found?.what.hasPrefix("no AWS credentials: looked for ") == true)
                let task = try lab.task(by: services)
                let error = await #expect(throws: FargateError.self) {
                    try await task.run { _ in Issue.record("it serves") }
                }
                #expect(error == found)
            }
            // Nobody can tell any more that nothing was sent before: the entry stays for the next start.
            let left = lab.journal.abandoned()
            #expect(left.map(\.record.task) == [nil])
            left.forEach { $0.end() }
            try await lab.expectNothingLeft()
        }

        private func noPlaceToWriteItDown(_ lab: FargateLab) async throws {
            try await lab.cloud.agent.take(.serves)
            let asked = try await lab.cloud.agent.asked().count
            let task = try lab.task(journal: TaskJournal(folder: "/dev/null/tasks"))
            let error = await #expect(throws: FargateError.self) {
                try await task.run { _ in Issue.record("it serves") }
            }
            guard case .journal = error else {
                Issue.record("\(error.map { "\($0)" } ?? "nothing")")
                return
            }
            #expect(try await lab.cloud.agent.asked().count == asked)
        }
    }
}
