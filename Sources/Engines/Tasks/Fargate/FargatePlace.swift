public import AWS

/// Where on AWS a streamer's task runs, looked up and complete.
public struct FargatePlace: Hashable, Sendable {
    /// The region's name.
    public var region: String
    /// The cluster's name or full name.
    public var cluster: String
    /// The task definition's full name.
    public var taskDefinition: String
    /// `X86_64` or `ARM64`.
    public var architecture: String
    /// The subnets to choose from, at least one.
    public var subnets: [String]
    /// The security groups; empty for the VPC's own.
    public var securityGroups: [String]
    /// Which of the definition's containers is the streamer.
    public var container: String
    /// The port at which the streamer serves.
    public var port: Int
    /// Where CloudWatch Logs keeps what the streamer says; nil for nowhere.
    public var log: ECSTaskDefinition.Log?
    /// Whether the streamer is reached at its address in its subnet, not at a public one.
    public var usesPrivateAddress: Bool
    /// Whether the task gets a public address: the stack's own subnets have no other way to the image.
    public var getsPublicAddress = true

    /// The account that it belongs to, from the definition's full name; nil where that is none.
    var account: String? {
        let parts = taskDefinition.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 5 && parts[0] == "arn" && !parts[4].isEmpty ? String(parts[4]) : nil
    }

    /// Where it was asked for: what is nil is looked up in the stack.
    public struct Wish: Hashable, Sendable {
        /// The stack's name.
        public var stack = "streaming"
        /// The cluster; nil for the stack's.
        public var cluster: String?
        /// The task definition; nil for the stack's.
        public var taskDefinition: String?
        /// The subnets; nil for the stack's.
        public var subnets: [String]?
        /// The security groups; nil for the stack's.
        public var securityGroups: [String]?
        /// Whether the streamer is reached at its address in its subnet.
        public var usesPrivateAddress = false

        /// Wishes for all that the stack `streaming` gives.
        public init() {}

        /// Whether nothing is left for a stack to say.
        var isComplete: Bool {
            cluster != nil && taskDefinition != nil && subnets != nil && securityGroups != nil
        }

        /// Whether the network is another one than the stack's, at least in part.
        var choosesNetwork: Bool {
            subnets != nil || securityGroups != nil
        }
    }

    /// Looks up what a wish leaves open, and whether a task would be reached in a network that the wish chooses.
    /// - Parameters:
    ///   - wish: what is known.
    ///   - services: the services of the region.
    /// - Returns: the place.
    /// - Throws: ``FargateError/noStack(name:region:)``, ``FargateError/unusableStack(name:status:)``,
    ///   ``FargateError/incompleteStack(name:missing:)``, ``FargateError/noPort(definition:)``,
    ///   ``FargateError/network(_:)``, ``FargateError/aws(_:)``.
    public static func find(_ wish: Wish, by services: FargateServices) async throws(FargateError) -> FargatePlace {
        let parts = try await StackParts.find(wish, by: services)
        let definition: ECSTaskDefinition
        do {
            definition = try await services.ecs.describeTaskDefinition(parts.taskDefinition)
        } catch {
            throw .aws(error)
        }
        guard let streamer = definition.streamer, let port = streamer.port else {
            throw .noPort(definition: parts.taskDefinition)
        }
        let place = FargatePlace(
            region: services.region,
            cluster: parts.cluster,
            taskDefinition: definition.arn,
            architecture: definition.architecture,
            subnets: parts.subnets,
            securityGroups: parts.securityGroups,
            container: streamer.name,
            port: port,
            log: streamer.log,
            usesPrivateAddress: wish.usesPrivateAddress,
            getsPublicAddress: !wish.usesPrivateAddress || wish.subnets == nil
        )
        if wish.choosesNetwork {
            try await NetworkCheck(ec2: services.ec2).check(place)
        }
        return place
    }
}

extension ECSTaskDefinition {
    /// Which of the containers is the streamer: that of this name, else the first.
    var streamer: Container? {
        containers.first { $0.name == "streamer" } ?? containers.first
    }
}
