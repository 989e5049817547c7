import Foundation

/// A stand-in for Fargate in moto's server, where tasks are only written down.
///
/// Each task that comes to run is the built streamer as a process of this machine: with the environment of its definition
/// and of the request, at the task's own address, speaking to the task's log. It ends when the task is stopped, and the
/// task when it ends. A request for a task with a token that is known starts nothing, as on AWS.
public struct FargateAgent: Sendable {
    /// What becomes of tasks that are asked for from now on.
    public enum Fate: Hashable, Sendable {
        /// The streamer runs.
        case serves
        /// A line of the shell runs in the streamer's place.
        case runs(script: String)
        /// The task runs, and nobody is behind it.
        case silent
        /// The task stays PENDING.
        case waits
        /// The image cannot be had: the task stops before it runs.
        case lacksImage(reason: String)
        /// ECS refuses the request, with these words.
        case refused(reason: String)
        /// ECS takes the request and starts nothing.
        case notPlaced(reason: String)
    }

    /// A task, as it is now.
    public struct SeenTask: Decodable, Hashable, Sendable {
        /// Its full name.
        public var arn: String
        /// Its state in ECS's words.
        public var status: String
        /// The state that it is to have.
        public var desired: String
        /// Its process; nil where none runs.
        public var process: Int32?
        /// Its private address.
        public var address: String
        /// What its starter called itself.
        public var startedBy: String
        /// Why it was stopped; empty while it was not.
        public var stoppedReason: String
        /// Whether it ever came to run.
        public var hasRun: Bool
        /// What the request changed of its definition, as JSON.
        public var overrides: String
        /// Its tags.
        public var tags: [String: String]

        /// Whether it costs money for longer than it takes to stop: nobody has told it to.
        public var isLeft: Bool { desired != "STOPPED" }
    }

    private let control: WebDriver

    /// Speaks to the agent that listens on a port.
    init(port: Int) {
        control = WebDriver(port: port)
    }

    /// Chooses what becomes of tasks that are asked for from now on.
    public func take(_ fate: Fate) async throws {
        try await control.tell("POST", "/fate", try Self.text(fate.fields))
    }

    /// Chooses how requests are answered wrongly from now on, in place of all faults that were left.
    public func take(_ faults: [ServiceFault]) async throws {
        try await control.tell("POST", "/faults", try Self.text(faults))
    }

    /// Ends all processes, forgets all tasks, fates and faults.
    func forget() async throws {
        try await control.tell("POST", "/forget", "{}")
    }

    /// All tasks of this turn with the services, oldest first.
    public func tasks() async throws -> [SeenTask] {
        try await control.ask("GET", "/tasks", as: [SeenTask].self)
    }

    /// The tasks that nobody has told to stop.
    public func leftTasks() async throws -> [SeenTask] {
        try await tasks().filter(\.isLeft)
    }

    /// The names of all operations that the server was asked for, in order.
    public func asked() async throws -> [String] {
        try await control.ask("GET", "/asked", as: [String].self)
    }

    private static func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}

extension FargateAgent.Fate {
    fileprivate var fields: [String: String] {
        switch self {
        case .serves: ["kind": "serves"]
        case .runs(let script): ["kind": "runs", "script": script]
        case .silent: ["kind": "silent"]
        case .waits: ["kind": "waits"]
        case .lacksImage(let reason): ["kind": "lacksImage", "reason": reason]
        case .refused(let reason): ["kind": "refused", "reason": reason]
        case .notPlaced(let reason): ["kind": "notPlaced", "reason": reason]
        }
    }
}
