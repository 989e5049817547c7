/// A task to start on Fargate.
public struct ECSRunTask: Hashable, Sendable {
    /// What is changed of one of the definition's containers.
    public struct ContainerOverride: Hashable, Sendable {
        /// The container's name in the task definition.
        public var name: String
        /// Environment variables, besides and above those of the definition.
        public var environment: [String: String]
        /// What is run instead of the image's own command; nil for that.
        public var command: [String]?

        /// Makes an override; each argument is the property of its name.
        public init(name: String, environment: [String: String], command: [String]? = nil) {
            self.name = name
            self.environment = environment
            self.command = command
        }
    }

    /// The cluster's name or full name.
    public var cluster: String
    /// The definition: `family`, `family:revision` or a full name.
    public var taskDefinition: String
    /// The subnets to choose from, at least one.
    public var subnets: [String]
    /// Its security groups; empty for the VPC's own.
    public var securityGroups: [String]
    /// Whether it gets a public address.
    public var assignsPublicAddress: Bool
    /// The task's units of CPU, 1024 to a core; nil for the definition's.
    public var cpu: Int?
    /// The task's memory in MiB; nil for the definition's.
    public var memory: Int?
    /// What is changed of its containers.
    public var containers: [ContainerOverride]
    /// Its tags, at most 50.
    public var tags: [String: String]
    /// What the starter calls itself, at most 128 letters, digits, `-`, `_`, `/` and `.`; tasks can be listed by it.
    public var startedBy: String?
    /// Makes a second request with the same token start nothing; at most 64 characters.
    public var clientToken: String

    /// Makes a request; each argument is the property of its name.
    public init(cluster: String, taskDefinition: String, subnets: [String], clientToken: String) {
        self.cluster = cluster
        self.taskDefinition = taskDefinition
        self.subnets = subnets
        self.clientToken = clientToken
        securityGroups = []
        assignsPublicAddress = true
        cpu = nil
        memory = nil
        containers = []
        tags = [:]
        startedBy = nil
    }
}
