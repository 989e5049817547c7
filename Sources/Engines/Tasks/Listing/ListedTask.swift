public import LabModel
public import Machine

/// A streamer's task that runs or is about to, on AWS or on this machine.
public struct ListedTask: Hashable, Sendable {
    /// Where it runs, and what it is there.
    public enum Place: Hashable, Sendable {
        /// A process of this machine.
        case local(RunningProcess)
        /// A task of ECS, by its full name, in a region's cluster.
        case ecs(region: String, cluster: String, task: String)
    }

    /// What a task costs, without traffic, public address and discounts.
    public struct Cost: Hashable, Sendable {
        /// An hour of it.
        public var perHour: Double
        /// What it has cost so far.
        public var soFar: Double
        /// The currency of both, three capital letters of ISO 4217.
        public var currency: String
    }

    /// The run's name.
    public var id: String
    /// Where it runs.
    public var place: Place
    /// Its state in ECS's words; `RUNNING` on this machine.
    public var status: String
    /// When it was asked for; nil where ECS does not say.
    public var startedAt: WallTime?
    /// Who started it, such as `me@host`; nil where nobody says.
    public var owner: String?
    /// Its units of CPU, 1,024 a core; nil where it is held to none.
    public var cpu: Int?
    /// Its memory in MiB; nil where it is held to none.
    public var memory: Int?
    /// Where it is reached from outside, host or host and port; nil where nobody says.
    public var address: String?
    /// Where it is reached from within its network, such as `10.91.0.7`; nil on this machine, and before it has one.
    public var privateAddress: String?
    /// What it costs; nil on this machine, and where its region's or its kind's prices are not known.
    public var cost: Cost?

    init(id: String, place: Place, status: String) {
        (self.id, self.place, self.status) = (id, place, status)
    }

    /// What it is called where it runs: a process's number, or the task's full name in ECS.
    public var name: String {
        switch place {
        case .local(let process): "\(process.id)"
        case .ecs(_, _, let task): task
        }
    }

    /// ``name`` without what all tasks of a cluster begin with.
    public var shortName: String {
        String(name.split(separator: "/").last ?? "")
    }

    /// How long ago it was asked for.
    /// - Parameter now: the wall clock's time.
    /// - Returns: nil where ECS does not say.
    public func age(at now: WallTime) -> Latency? {
        startedAt.map { max(.zero, now - $0) }
    }

    /// Whether a person means this task by a word.
    /// - Parameter word: the run's name, or on AWS the task's own, short or full.
    /// - Returns: whether it is one of those.
    public func isMeant(by word: String) -> Bool {
        switch place {
        case .local: word == id
        case .ecs: word == id || word == name || word == shortName || TaskTag.text(word) == id
        }
    }
}

extension ListedTask.Cost {
    /// What a task of a size costs by a list of prices.
    ///
    /// AWS charges by the second from the pull of the image, for a minute at least ("AWS Fargate Pricing").
    /// - Parameters:
    ///   - prices: the region's.
    ///   - cpu: CPU units.
    ///   - memory: MiB.
    ///   - charged: since when it is paid for; zero before that.
    init(_ prices: TaskPrices, cpu: Int, memory: Int, charged: Latency) {
        perHour = prices.perHour(cpu: Double(cpu), memory: Double(memory) / 1_024)
        soFar = charged > .zero ? perHour * max(60, charged.seconds) / 3_600 : 0
        currency = prices.currency
    }
}
