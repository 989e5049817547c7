public import LabModel

/// A task as ECS tells of it.
public struct ECSTask: Hashable, Sendable {
    /// One of its containers.
    public struct Container: Hashable, Sendable {
        /// Its name in the task definition.
        public var name: String
        /// Its state in ECS's words, such as `RUNNING`.
        public var status: String
        /// What its process exited with; nil while it runs, or where it never did.
        public var exitCode: Int?
        /// Why it is not running, such as `CannotPullContainerError: …`; nil where ECS says nothing.
        public var reason: String?
        /// Its image.
        public var image: String?
        /// What the container's log stream ends with; nil before it starts.
        public var runtimeID: String?

        /// Makes a container of which nothing else is known.
        public init(name: String, status: String) {
            self.name = name
            self.status = status
        }
    }

    /// Its full name.
    public var arn: String
    /// Its cluster's full name.
    public var cluster: String
    /// The task definition's full name, with its revision.
    public var taskDefinition: String
    /// Where it is in its life.
    public var status: ECSTaskStatus
    /// Where it is to be: running, or stopped.
    public var desiredStatus: ECSTaskStatus
    /// Its containers.
    public var containers: [Container]
    /// The network interface that it was given, such as `eni-0a1b2c`; nil before that.
    public var networkInterface: String?
    /// Its address in its subnet; nil before it has one.
    public var privateAddress: String?
    /// Where it is; nil before that.
    public var subnet: String?
    /// Its tags; empty where they were not asked for.
    public var tags: [String: String]
    /// The variables that its containers were given beside those of the definition; they may hold secrets.
    public var environment: [String: String]
    /// What its starter called itself; nil where it did not.
    public var startedBy: String?
    /// Its units of CPU, 1024 to a core; nil where ECS does not say.
    public var cpu: Int?
    /// Its memory in MiB; nil where ECS does not say.
    public var memory: Int?
    /// When it was asked for.
    public var createdAt: WallTime?
    /// `X86_64` or `ARM64`; nil where ECS does not say.
    public var architecture: String?
    /// When the fetching of its image began, from which AWS charges; nil before that.
    public var pullStartedAt: WallTime?
    /// When its image was fetched.
    public var pullStoppedAt: WallTime?
    /// When its containers ran.
    public var startedAt: WallTime?
    /// When it was told to stop.
    public var stoppingAt: WallTime?
    /// When it was over.
    public var stoppedAt: WallTime?
    /// Why it stopped, as one of ECS's words, such as `TaskFailedToStart`; nil while it runs.
    public var stopCode: String?
    /// Why it stopped, as a sentence; nil while it runs.
    public var stoppedReason: String?

    /// Makes a task of which nothing else is known.
    public init(arn: String, cluster: String, status: ECSTaskStatus) {
        self.arn = arn
        self.cluster = cluster
        self.status = status
        taskDefinition = ""
        desiredStatus = .running
        containers = []
        tags = [:]
        environment = [:]
    }

    /// The last part of its full name.
    public var id: String {
        String(arn.split(separator: "/").last ?? "")
    }
}
