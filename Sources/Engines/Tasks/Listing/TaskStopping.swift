import AWS
public import LabModel

/// Stops listed tasks, several at a time.
public struct TaskStopping: Sendable {
    /// What became of a task that was to stop.
    public enum Outcome: Sendable {
        /// It was told to, and does.
        case stopped
        /// It had ended already.
        case gone
        /// It still runs, for a reason.
        case failed(any LabError)
    }

    /// How many are being stopped at the same time at most: what AWS takes without throttling.
    private static let atOnce = 8

    private let fargate: FargateTasks?
    private let limit: Latency

    /// Prepares to stop tasks.
    /// - Parameters:
    ///   - fargate: the cluster of those on AWS; nil where there are none.
    ///   - limit: how long a process of this machine may take to end.
    public init(fargate: FargateTasks?, limit: Latency = .seconds(10)) {
        (self.fargate, self.limit) = (fargate, limit)
    }

    /// Stops tasks.
    /// - Parameters:
    ///   - tasks: which.
    ///   - reason: what ECS is to say of their end.
    ///   - onEach: told how many are done.
    /// - Returns: what became of each, in their order.
    public func stop(
        _ tasks: [ListedTask],
        reason: String,
        onEach: @Sendable (Int) -> Void = { _ in }
    ) async -> [Outcome] {
        await withTaskGroup(of: (Int, Outcome).self) { group in
            var outcomes = [Outcome](repeating: .gone, count: tasks.count)
            var (begun, done) = (0, 0)
            func begin() {
                guard begun < tasks.count else { return }
                let (index, task) = (begun, tasks[begun])
                group.addTask { (index, await outcome(of: task, reason: reason)) }
                begun += 1
            }
            for _ in 0..<Self.atOnce {
                begin()
            }
            while let (index, outcome) = await group.next() {
                outcomes[index] = outcome
                done += 1
                onEach(done)
                begin()
            }
            return outcomes
        }
    }

    private func outcome(of task: ListedTask, reason: String) async -> Outcome {
        switch task.place {
        case .local(let process):
            do throws(TaskError) {
                return try await LocalTasks.stop(process, within: limit) ? .stopped : .gone
            } catch {
                return .failed(error)
            }
        case .ecs(_, _, let name):
            do throws(FargateError) {
                guard let fargate else { throw .aws(.closed) }
                return try await fargate.stop(name, reason: reason) ? .stopped : .gone
            } catch {
                return .failed(error)
            }
        }
    }
}
