/// Tasks of ECS.
public struct ECSClient: Sendable {
    /// The most tasks that one request asks about.
    public static let mostTasksAtOnce = 100
    /// The most tasks that ``listTasks(cluster:startedBy:desiredStatus:)`` lists.
    public static let mostTasks = 10_000

    let caller: JSONCaller

    /// Makes a client of a session.
    public init(_ session: AWSSession) {
        caller = JSONCaller(
            session: session,
            target: "AmazonEC2ContainerServiceV20141113",
            contentType: "application/x-amz-json-1.1"
        )
    }

    /// Starts one task on Fargate.
    ///
    /// May be asked again with the same ``ECSRunTask/clientToken``: that starts nothing more.
    /// - Parameter task: what to start.
    /// - Returns: the task, hardly begun; nil where ECS took the request and started nothing, for ``ECSFailure``'s reason.
    /// - Throws: ``AWSError``.
    public func runTask(_ task: ECSRunTask) async throws(AWSError) -> (task: ECSTask?, failures: [ECSFailure]) {
        guard !task.subnets.isEmpty else {
            throw .badArgument(operation: .runTask, reason: "a task needs at least one subnet")
        }
        let answer: TasksAnswer = try await caller.call(.runTask, RunTaskBody(task))
        return (answer.tasks?.first?.task, answer.failures?.map(\.failure) ?? [])
    }

    /// What has become of tasks, with their tags.
    /// - Parameters:
    ///   - tasks: their ids or full names; many are asked about in several requests.
    ///   - cluster: their cluster.
    /// - Returns: those that ECS knows, which it does for an hour after their end; failures name the others.
    /// - Throws: ``AWSError``.
    public func describeTasks(
        _ tasks: [String],
        cluster: String
    ) async throws(AWSError) -> (tasks: [ECSTask], failures: [ECSFailure]) {
        var found: [ECSTask] = []
        var failures: [ECSFailure] = []
        for start in stride(from: 0, to: tasks.count, by: Self.mostTasksAtOnce) {
            let some = Array(tasks[start..<min(start + Self.mostTasksAtOnce, tasks.count)])
            let body = DescribeTasksBody(cluster: cluster, tasks: some)
            let answer: TasksAnswer = try await caller.call(.describeTasks, body)
            found += answer.tasks?.map(\.task) ?? []
            failures += answer.failures?.map(\.failure) ?? []
        }
        return (found, failures)
    }

    /// The full names of a cluster's tasks, all pages.
    /// - Parameters:
    ///   - cluster: the cluster.
    ///   - startedBy: only those whose starter called itself so; nil for all. ECS takes no other filter beside it, and lists
    ///     those that run or are yet to.
    ///   - desiredStatus: ``ECSTaskStatus/running`` also lists those that are yet to run.
    /// - Returns: their full names, at most ``mostTasks``.
    /// - Throws: ``AWSError``.
    public func listTasks(
        cluster: String,
        startedBy: String? = nil,
        desiredStatus: ECSTaskStatus = .running
    ) async throws(AWSError) -> [String] {
        var names: [String] = []
        var body = ListTasksBody(
            cluster: cluster,
            startedBy: startedBy,
            desiredStatus: startedBy == nil ? desiredStatus.rawValue : nil
        )
        repeat {
            let answer: ListTasksAnswer = try await caller.call(.listTasks, body)
            names += answer.taskArns ?? []
            body.nextToken = answer.nextToken
        } while body.nextToken != nil && names.count < Self.mostTasks
        return Array(names.prefix(Self.mostTasks))
    }

    /// Tells a task to stop: SIGTERM to its containers, after their stop timeout SIGKILL.
    /// - Parameters:
    ///   - task: its id or full name.
    ///   - cluster: its cluster.
    ///   - reason: what ``ECSTask/stoppedReason`` is to say, at most 255 characters.
    /// - Returns: the task as it is then; harmless where it had ended.
    /// - Throws: ``AWSError``; a task that ECS has forgotten is refused.
    @discardableResult
    public func stopTask(_ task: String, cluster: String, reason: String) async throws(AWSError) -> ECSTask {
        let body = StopTaskBody(cluster: cluster, task: task, reason: String(reason.prefix(255)))
        let answer: StopTaskAnswer = try await caller.call(.stopTask, body)
        return answer.task.task
    }

    /// What tasks are made from.
    /// - Parameter name: `family` for its newest, `family:revision` or a full name.
    /// - Returns: the definition.
    /// - Throws: ``AWSError``.
    public func describeTaskDefinition(_ name: String) async throws(AWSError) -> ECSTaskDefinition {
        let body = TaskDefinitionBody(taskDefinition: name)
        let answer: TaskDefinitionAnswer = try await caller.call(.describeTaskDefinition, body)
        return answer.taskDefinition.definition
    }
}
