public import AWS
public import LabModel

/// What running a task on Fargate would ask of AWS, what rights that takes and what it costs, with nothing asked yet.
public struct FargatePlan: Hashable, Sendable {
    /// One call, or one that is made again and again.
    public struct Call: Hashable, Sendable {
        /// What is called.
        public let operation: AWSOperation
        /// What for, and when, in a few words.
        public let purpose: String
    }

    /// The region, such as `eu-central-1`.
    public let region: String
    /// The calls in their order.
    public let calls: [Call]
    /// The size of the task.
    public let size: FargateSize
    /// The names of the variables that the streamer gets, sorted; their values may hold secrets.
    public let variables: [String]
    /// What such tasks cost there on x86-64; nil where the list does not say.
    public let prices: TaskPrices?

    /// Plans a task.
    /// - Parameters:
    ///   - settings: what to stream.
    ///   - wish: where.
    ///   - region: the region's name.
    ///   - limits: how long things may take.
    ///   - keeps: whether the task is left running.
    /// - Throws: ``FargateError/badSize(cpu:gigabytes:sizes:)``, ``FargateError/cannotSend(setting:reason:)``.
    public init(
        _ settings: StreamerTaskSettings,
        at wish: FargatePlace.Wish,
        in region: String,
        limits: FargateTask.Limits = .init(),
        keeps: Bool = false
    ) throws(FargateError) {
        let place = FargatePlace(planned: wish, in: region)
        let request = try FargateRequest(settings, at: place, token: "", owner: "", life: keeps ? nil : limits.life)
        self.region = region
        size = try FargateSize(cpu: settings.cpu, gigabytes: settings.memory)
        variables = request.body.containers.flatMap { $0.environment.keys }.sorted()
        prices = FargatePrices.prices(in: region)
        calls = [Self.tidying] + Self.looking(for: wish) + Self.running(wish, limits, keeps: keeps)
    }

    /// The actions of IAM without which a call is refused, sorted.
    public var rights: [String] {
        Set(calls.flatMap(\.operation.rights)).sorted()
    }

    /// What tasks cost at a place.
    /// - Parameter place: where the task runs, as AWS says.
    /// - Returns: nil where the list of prices does not know the region, or is of another architecture.
    public func prices(at place: FargatePlace) -> TaskPrices? {
        place.architecture == "X86_64" ? prices : nil
    }

    /// What an hour costs on x86-64, in ``TaskPrices/currency``; nil where the list of prices does not know the region.
    public var costPerHour: Double? {
        prices?.perHour(cpu: Double(size.cpu), memory: Double(size.memory) / 1_024)
    }

    private static let tidying = Call(
        operation: .getCallerIdentity,
        purpose: "only where an earlier launcher died: its tasks are looked for and stopped first"
    )

    private static func looking(for wish: FargatePlace.Wish) -> [Call] {
        let stack = [
            Call(
                operation: .describeStacks,
                purpose: "where the stack \(wish.stack) runs tasks: cluster, task definition, subnets, security group"
            ),
            Call(operation: .describeStackResources, purpose: "the same, only where the stack has no outputs"),
        ]
        return (wish.isComplete ? [] : stack) + [
            Call(operation: .describeTaskDefinition, purpose: "the streamer's container, its port and its log")
        ] + network(of: wish)
    }

    private static func network(of wish: FargatePlace.Wish) -> [Call] {
        guard wish.choosesNetwork else { return [] }
        let groups = Call(
            operation: .describeSecurityGroups,
            purpose: "whether the chosen network's groups let the streamer's port in"
        )
        let subnets = Call(
            operation: .describeSubnets,
            purpose: "whether the chosen network has the subnets, and addresses in them"
        )
        return [subnets] + (wish.securityGroups?.isEmpty == true ? [] : [groups])
    }

    private static func running(_ wish: FargatePlace.Wish, _ limits: FargateTask.Limits, keeps: Bool) -> [Call] {
        let address = Call(
            operation: .describeNetworkInterfaces,
            purpose: "the task's public address"
        )
        return [
            Call(operation: .runTask, purpose: "one task, tagged with the run and its owner"),
            Call(
                operation: .describeTasks,
                purpose:
                    "every \(Int(limits.interval.seconds)) s until it serves, and once at its end"
            ),
        ] + (wish.usesPrivateAddress ? [] : [address]) + [
            Call(operation: .getLogEvents, purpose: "its last lines, only where it stops by itself"),
            Call(operation: .listTasks, purpose: "whether it was started, only where an answer was lost"),
            Call(
                operation: .stopTask,
                purpose: keeps ? "only where it does not come to serve" : "always, whatever happens"
            ),
        ]
    }
}

extension FargatePlace {
    /// What a wish says, with nothing looked up.
    init(planned wish: Wish, in region: String) {
        self.init(
            region: region,
            cluster: wish.cluster ?? "",
            taskDefinition: wish.taskDefinition ?? "",
            architecture: "",
            subnets: wish.subnets ?? [],
            securityGroups: wish.securityGroups ?? [],
            container: "",
            port: 0,
            log: nil,
            usesPrivateAddress: wish.usesPrivateAddress
        )
    }
}
