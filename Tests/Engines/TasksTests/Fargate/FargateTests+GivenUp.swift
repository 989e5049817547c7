import AWS
import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

extension FargateTests {
    /// Tasks that are given up at any moment: whatever had begun by then, no task is left.
    ///
    /// `FARGATE_TRIES` makes more tries than the usual eight.
    @Suite struct GivenUp {
        private static var tries: Int {
            ProcessInfo.processInfo.environment["FARGATE_TRIES"].flatMap { Int($0) } ?? 8
        }

        /// How a task is given up.
        private enum Way: CaseIterable {
            case asked
            case stopped
            case cancelled
        }

        @Test func noTaskIsLeftWhenItIsGivenUp() async throws {
            try await FargateLab.serving { lab in
                let ends = try await withThrowingTaskGroup(of: Bool.self) { group in
                    var random = SeededGenerator(seed: 20)
                    var (served, running) = (0, 0)
                    for number in 0..<Self.tries {
                        let moment = Latency.milliseconds(Double.random(in: 0...1_500, using: &random))
                        let way = Way.allCases[number % 3]
                        if running == 3, let end = try await group.next() {
                            (served, running) = (served + (end ? 1 : 0), running - 1)
                        }
                        group.addTask { try await giveUp(at: moment, way, lab) }
                        running += 1
                    }
                    for try await end in group {
                        served += end ? 1 : 0
                    }
                    return served
                }
                try await lab.expectNothingLeft()
                try await lab.untilAllEnded()
                #expect(ends < Self.tries, "every task served before it was given up")
            }
        }

        /// Gives a task up at a moment after its request began; returns whether it served.
        private func giveUp(at moment: Latency, _ way: Way, _ lab: FargateLab) async throws -> Bool {
            let clock = SystemClock()
            let task = try lab.task()
            let running = Task {
                try await task.run { _ in try await clock.sleep(for: .milliseconds(1_600)) }
            }
            try await clock.sleep(for: moment)
            switch way {
            case .asked: task.giveUp()
            case .stopped: await task.stopNow()
            case .cancelled: running.cancel()
            }
            do {
                try await running.value
                return true
            } catch FargateError.givenUp, is CancellationError {
                return false
            } catch FargateError.stopped where way == .stopped {
                return false
            }
        }
    }
}
