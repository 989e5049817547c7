import AWS
public import LabModel

/// The streamers' tasks of a cluster of ECS: those that carry the lab's tag, and no others.
public struct FargateTasks: Sendable {
    /// The cluster's name or full name.
    public let cluster: String
    let services: FargateServices

    /// Looks at a cluster.
    /// - Parameters:
    ///   - cluster: its name or full name.
    ///   - services: the services of its region.
    public init(cluster: String, services: FargateServices) {
        (self.cluster, self.services) = (cluster, services)
    }

    /// Looks at the cluster that is wished for, or at the stack's.
    /// - Parameters:
    ///   - wish: what is known.
    ///   - services: the services of the region.
    /// - Returns: the cluster's tasks.
    /// - Throws: ``FargateError/noStack(name:region:)``, ``FargateError/unusableStack(name:status:)``,
    ///   ``FargateError/incompleteStack(name:missing:)``, ``FargateError/aws(_:)``.
    public static func find(
        _ wish: FargatePlace.Wish,
        by services: FargateServices
    ) async throws(FargateError) -> FargateTasks {
        FargateTasks(cluster: try await StackParts.cluster(wish, by: services), services: services)
    }

    /// The region's name.
    public var region: String {
        services.region
    }

    /// Lists all that run or are about to.
    /// - Parameter now: the wall clock's time, for what they have cost.
    /// - Returns: the tasks, the oldest first.
    /// - Throws: ``FargateError/aws(_:)``.
    public func list(at now: WallTime) async throws(FargateError) -> [ListedTask] {
        let tasks = try await present()
        do throws(AWSError) {
            let addresses = try await publicAddresses(of: tasks.compactMap(\.networkInterface))
            let whole = try await completed(tasks)
            return whole.map { task in
                var listed = listed(task)
                listed.address = task.networkInterface.flatMap { addresses[$0] }
                listed.cost = cost(of: task, at: now)
                return listed
            }
        } catch {
            throw .aws(error)
        }
    }

    /// Where a run's streamer serves.
    public struct Found: Hashable, Sendable {
        /// The host, as it stands in addresses.
        public var host: String
        /// The port.
        public var port: Int
        /// The task's full name.
        public var task: String
        /// How many more tasks of the name run, all of them older.
        public var others: Int
    }

    /// Finds the newest running task of a run.
    /// - Parameters:
    ///   - id: the run's name.
    ///   - usesPrivateAddress: whether it is reached at its address in its subnet.
    /// - Returns: where it serves.
    /// - Throws: ``FargateError/noTask(id:cluster:others:)``, ``FargateError/notYetRunning(id:status:task:)``,
    ///   ``FargateError/noAddress(task:)``, ``FargateError/noPort(definition:)``, ``FargateError/aws(_:)``.
    public func find(_ id: String, usesPrivateAddress: Bool) async throws(FargateError) -> Found {
        let tasks = try await present()
        let mine = tasks.filter { listed($0).isMeant(by: id) }
        let running = mine.filter { $0.status == .running }
        guard let task = running.last else {
            if let coming = mine.last {
                throw .notYetRunning(id: id, status: coming.status.rawValue, task: coming.arn)
            }
            let names = Set(tasks.compactMap { $0.tags[TaskTag.id] })
            throw .noTask(id: id, cluster: cluster, others: names.sorted())
        }
        let (definition, host): (ECSTaskDefinition, String?)
        do {
            definition = try await services.ecs.describeTaskDefinition(task.taskDefinition)
            host = usesPrivateAddress ? task.privateAddress : try await publicAddress(of: task)
        } catch {
            throw .aws(error)
        }
        guard let host else { throw .noAddress(task: task.arn, isPrivate: usesPrivateAddress) }
        guard let port = definition.streamer?.port else { throw .noPort(definition: task.taskDefinition) }
        return Found(host: host, port: port, task: task.arn, others: running.count - 1)
    }

    /// Whether a task that ended within the last hour, so that ECS still knows it, is meant by a word.
    /// - Parameter word: as for ``ListedTask/isMeant(by:)``.
    /// - Returns: false too where the word never meant anything.
    /// - Throws: ``FargateError/aws(_:)``.
    public func hasEnded(_ word: String) async throws(FargateError) -> Bool {
        do throws(AWSError) {
            let names = try await services.ecs.listTasks(cluster: cluster, desiredStatus: .stopped)
            let tasks = try await services.ecs.describeTasks(names, cluster: cluster).tasks
            return tasks.contains { Self.id(of: $0) != nil && listed($0).isMeant(by: word) }
        } catch {
            throw .aws(error)
        }
    }

    /// Tells a task to stop.
    /// - Parameters:
    ///   - task: its full name.
    ///   - reason: what ECS is to say of its end.
    /// - Returns: whether ECS still knew it.
    /// - Throws: ``FargateError/aws(_:)``.
    func stop(_ task: String, reason: String) async throws(FargateError) -> Bool {
        do throws(AWSError) {
            let answer = try await services.ecs.stopTask(task, cluster: cluster, reason: reason)
            return answer.status != .stopped || answer.stoppedReason == reason
        } catch {
            if case .refused(let refusal) = error, refusal.kind == .notFound { return false }
            throw .aws(error)
        }
    }

    /// The tasks with the lab's tag that nobody has told to stop, the oldest first.
    private func present() async throws(FargateError) -> [ECSTask] {
        do throws(AWSError) {
            let names = try await services.ecs.listTasks(cluster: cluster)
            return try await services.ecs.describeTasks(names, cluster: cluster).tasks
                .filter { $0.tags[TaskTag.id] != nil && !$0.status.isEnding && !$0.desiredStatus.isEnding }
                .sorted { ($0.createdAt?.nanoseconds ?? 0, $0.arn) < ($1.createdAt?.nanoseconds ?? 0, $1.arn) }
        } catch {
            throw .aws(error)
        }
    }

    /// The run's name; nil for tasks that are not the lab's.
    ///
    /// ECS takes a task's tags away when it stops: then what the launcher wrote into its request tells.
    static func id(of task: ECSTask) -> String? {
        guard task.tags.isEmpty else { return task.tags[TaskTag.id] }
        guard task.startedBy?.hasPrefix(TaskTag.starter) == true else { return nil }
        return task.environment["ID"].map(TaskTag.text)
    }

    private func listed(_ task: ECSTask) -> ListedTask {
        let place = ListedTask.Place.ecs(region: services.region, cluster: cluster, task: task.arn)
        var listed = ListedTask(id: Self.id(of: task) ?? "", place: place, status: task.status.rawValue)
        listed.startedAt = task.createdAt
        listed.owner = task.tags[TaskTag.owner]
        (listed.cpu, listed.memory) = (task.cpu, task.memory)
        listed.privateAddress = task.privateAddress
        return listed
    }

    /// Nil where the list of prices does not hold the region, or the task is of another kind than the list's.
    private func cost(of task: ECSTask, at now: WallTime) -> ListedTask.Cost? {
        guard task.architecture == "X86_64", let cpu = task.cpu, let memory = task.memory,
            let prices = FargatePrices.prices(in: services.region)
        else { return nil }
        // A running task whose pull ECS does not tell was asked for a few seconds before it.
        let since = task.pullStartedAt ?? (task.status == .running ? task.createdAt : nil)
        return ListedTask.Cost(prices, cpu: cpu, memory: memory, charged: since.map { now - $0 } ?? .zero)
    }
}

// What the tasks themselves do not say.
extension FargateTasks {
    private func publicAddress(of task: ECSTask) async throws(AWSError) -> String? {
        guard let interface = task.networkInterface else { return nil }
        return try await publicAddresses(of: [interface])[interface]
    }

    /// The public addresses of network interfaces; those that are gone, or have none, are left out.
    private func publicAddresses(of interfaces: [String]) async throws(AWSError) -> [String: String] {
        guard interfaces.count <= 100 else {
            let first = try await publicAddresses(of: Array(interfaces.prefix(100)))
            return first.merging(try await publicAddresses(of: Array(interfaces.dropFirst(100)))) { $1 }
        }
        guard !interfaces.isEmpty else { return [:] }
        do throws(AWSError) {
            let found = try await services.ec2.describeNetworkInterfaces(interfaces)
            let pairs = found.compactMap { one in one.publicAddress.map { (one.id, $0) } }
            return Dictionary(pairs) { $1 }
        } catch {
            // One that has gone with its task spoils the answer for all: halves, until it is alone.
            guard case .refused(let refusal) = error, refusal.kind == .notFound else { throw error }
            guard interfaces.count > 1 else { return [:] }
            let half = interfaces.count / 2
            let first = try await publicAddresses(of: Array(interfaces.prefix(half)))
            return first.merging(try await publicAddresses(of: Array(interfaces.dropFirst(half)))) { $1 }
        }
    }

    /// The tasks with what their definitions say, where they do not say it themselves.
    private func completed(_ tasks: [ECSTask]) async throws(AWSError) -> [ECSTask] {
        var definitions: [String: ECSTaskDefinition] = [:]
        for name in Set(tasks.filter(\.isIncomplete).map(\.taskDefinition)) {
            definitions[name] = try await services.ecs.describeTaskDefinition(name)
        }
        return tasks.map { task in
            guard let definition = definitions[task.taskDefinition] else { return task }
            var task = task
            task.architecture = task.architecture ?? definition.architecture
            task.cpu = task.cpu ?? definition.cpu
            task.memory = task.memory ?? definition.memory
            return task
        }
    }
}

extension ECSTask {
    /// Whether something is missing by which its cost is known.
    fileprivate var isIncomplete: Bool {
        architecture == nil || cpu == nil || memory == nil
    }
}
