/// What tasks are made from.
public struct ECSTaskDefinition: Hashable, Sendable {
    /// One of its containers.
    public struct Container: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its image.
        public var image: String
        /// The port that it listens on; nil where none is told.
        public var port: Int?
        /// Where CloudWatch Logs keeps what it writes; nil for nowhere.
        public var log: Log?

        /// Makes a container; each argument is the property of its name.
        public init(name: String, image: String, port: Int? = nil, log: Log? = nil) {
            self.name = name
            self.image = image
            self.port = port
            self.log = log
        }
    }

    /// Where CloudWatch Logs keeps what a container writes.
    public struct Log: Hashable, Sendable {
        /// The log group.
        public var group: String
        /// What log streams begin with; nil where they cannot be told from the task.
        public var prefix: String?
        /// The region of the group; nil for the task's own.
        public var region: String?

        /// Makes a place of logs; each argument is the property of its name.
        public init(group: String, prefix: String?, region: String? = nil) {
            self.group = group
            self.prefix = prefix
            self.region = region
        }

        /// The log stream of a container: `prefix/container/task`.
        /// - Parameters:
        ///   - container: its name in the definition.
        ///   - taskID: the last part of the task's full name.
        /// - Returns: nil where there is no prefix.
        public func stream(container: String, taskID: String) -> String? {
            prefix.map { "\($0)/\(container)/\(taskID)" }
        }
    }

    /// Its full name, with its revision.
    public var arn: String
    /// Its units of CPU, 1024 to a core; nil where only tasks say.
    public var cpu: Int?
    /// Its memory in MiB; nil where only tasks say.
    public var memory: Int?
    /// `X86_64` or `ARM64`.
    public var architecture: String
    /// Its containers.
    public var containers: [Container]

    /// Makes a definition; each argument is the property of its name.
    public init(arn: String, cpu: Int?, memory: Int?, architecture: String, containers: [Container]) {
        self.arn = arn
        self.cpu = cpu
        self.memory = memory
        self.architecture = architecture
        self.containers = containers
    }
}
