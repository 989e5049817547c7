import AWS
import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

extension FargateTests {
    /// A task while AWS answers badly or not at all.
    @Suite struct Faults {
        @Test func whatPassesIsWaitedFor() async throws {
            try await FargateLab.serving { lab in
                try await servesInSpite(of: [.throttled(count: 1), .storm(503, count: 1), .storm(429, count: 2)], lab)
                try await FargateLab.session(lab.cloud.variables, retries: RetryLimits(attempts: 2)) { session in
                    try await servesInSpite(of: [.throttled("StopTask", count: 3)], lab, FargateServices(session))
                }
                let before = try await lab.cloud.agent.tasks().count
                try await servesInSpite(of: [.lost("RunTask", count: 2), .lost("StopTask")], lab)
                #expect(try await lab.cloud.agent.tasks().count == before + 1)
                try await lab.untilAllEnded()
            }
        }

        @Test func whatDoesNotPassLeavesNoTask() async throws {
            try await FargateLab.serving { lab in
                try await FargateLab.session(lab.cloud.variables, retries: RetryLimits(attempts: 2)) { session in
                    let hasty = FargateServices(session)
                    try await stopsIn([.storm(503, "DescribeTasks", count: 1_000)], lab, hasty)
                    try await stopsIn([.throttled("DescribeTasks", count: 1_000)], lab, hasty)
                    // The first request is obeyed, its answer lost, and the second refused: a task runs that nobody has named.
                    var throttled = ServiceFault.throttled("RunTask", count: 1_000)
                    throttled.message = "Rate exceeded for this test"
                    let error = try await stopsIn([.lost("RunTask"), throttled], lab, hasty)
                    #expect(
                        error?.what.contains("Rate exceeded for this test") == true && error?.exitStatus == .transient
                    )
                    try await stopsAtTheNextStart([.expired(after: 4)], lab, hasty)
                    try await stopsAtTheNextStart([.storm(503, "StopTask", count: 1_000)], lab, hasty)
                }
                try await lab.untilAllEnded()
            }
        }

        private func servesInSpite(
            of faults: [ServiceFault],
            _ lab: FargateLab,
            _ services: FargateServices? = nil
        ) async throws {
            try await lab.cloud.agent.take(faults)
            let task = try lab.task(by: services)
            let host = try await task.run { $0.host }
            #expect(host.hasPrefix("127.0.5."))
            try await lab.expectNothingLeft()
        }

        @discardableResult
        private func stopsIn(
            _ faults: [ServiceFault],
            _ lab: FargateLab,
            _ services: FargateServices
        ) async throws -> FargateError? {
            try await lab.cloud.agent.take(faults)
            let task = try lab.task(by: services)
            let error = await #expect(throws: FargateError.self) {
                try await task.run { _ in Issue.record("it serves") }
            }
            try await lab.expectNothingLeft()
            #expect(try await lab.cloud.agent.tasks().last?.stoppedReason == "glasslab: done")
            return error
        }

        /// AWS cannot be told to stop the task: that is said, and the next start stops it.
        private func stopsAtTheNextStart(
            _ faults: [ServiceFault],
            _ lab: FargateLab,
            _ services: FargateServices
        ) async throws {
            let name = try await failsToStop(faults, lab, services)
            #expect(try await lab.cloud.agent.leftTasks().map(\.arn) == [name])
            let leftovers = LeftoverTasks(in: lab.journal, services: lab.services, clock: SystemClock())
            try await lab.cloud.agent.take([])
            let outcome = await leftovers.stop()
            #expect(outcome.stopped == ["test1"] && outcome.failures.isEmpty && outcome.elsewhere.isEmpty)
            try await lab.expectNothingLeft()
            #expect(try await lab.cloud.agent.tasks().last?.stoppedReason == "glasslab: its launcher died")
        }

        /// Runs a task that cannot be stopped, and lets it go, as the end of a process does.
        private func failsToStop(
            _ faults: [ServiceFault],
            _ lab: FargateLab,
            _ services: FargateServices
        ) async throws -> String {
            try await lab.cloud.agent.take(faults)
            let stages = SeenStages()
            var limits = FargateLab.limits
            limits.stopping = .milliseconds(100)
            let task = try lab.task(limits: limits, by: services) { stages.add($0) }
            // Where nothing but the stop fails, the work's result is worth more than an error.
            var error: FargateError?
            do {
                try await task.run { _ in }
            } catch let thrown as FargateError {
                error = thrown
            }
            guard case .notStopped(let reason) = stages.all.last else {
                Issue.record("\(stages.all)")
                return ""
            }
            #expect(error == nil || error?.what.contains("ExpiredToken") == true)
            #expect(reason.what.contains("StopTask"))
            return try #require(try await lab.cloud.agent.leftTasks().first).arn
        }
    }
}
