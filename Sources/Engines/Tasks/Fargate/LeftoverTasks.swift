import AWS
public import LabModel

/// Tasks of processes that died before they could stop them.
public struct LeftoverTasks: Sendable {
    private let journal: TaskJournal
    private let services: FargateServices
    private let clock: any LabClock
    /// How long a task is looked for that ECS does not list, or does not know, yet.
    var listing = Latency.seconds(10)

    /// Looks at a journal.
    /// - Parameters:
    ///   - journal: where started tasks are written down.
    ///   - services: the services of one region; tasks of other regions are left alone.
    ///   - clock: the clock of the waiting.
    public init(in journal: TaskJournal, services: FargateServices, clock: any LabClock) {
        (self.journal, self.services, self.clock) = (journal, services, clock)
    }

    /// What became of what was left.
    public struct Outcome: Sendable {
        /// The runs whose tasks were stopped.
        public var stopped: [String] = []
        /// The runs whose tasks ECS does not know any more: they ended long ago, or with their cluster.
        public var gone: [String] = []
        /// The runs whose tasks could not be stopped or may run unseen, and why.
        public var failures: [(id: String, error: FargateError)] = []
        /// The tasks that are in other regions or accounts.
        public var elsewhere: [Elsewhere] = []
    }

    /// A task that was left over in another region or account.
    public struct Elsewhere: Hashable, Sendable {
        /// What stops it, with the profile left to whoever types it.
        public var stop: StopCommand
        /// The other account that it belongs to; nil for this one, in another region.
        public var account: String?

        /// Where it is and what stops it, in a few words behind the run's name.
        public var text: String {
            guard let account else { return "is in \(stop.region): `\(stop.text)` stops it" }
            return
                "is in \(stop.region) of account \(account): with a --profile of that account, `\(stop.text)` stops it"
        }
    }

    /// A task that was left over.
    public struct Leftover: Hashable, Sendable {
        /// The run's name.
        public var id: String
        /// Its region.
        public var region: String
        /// Its cluster's name or full name.
        public var cluster: String
        /// When it was asked for.
        public var startedAt: WallTime
    }

    /// What is left over in a journal, in any region; nobody is asked.
    /// - Parameter journal: where started tasks are written down.
    /// - Returns: the oldest first.
    public static func waiting(in journal: TaskJournal) -> [Leftover] {
        journal.abandoned().map { Leftover($0.record) }.sorted { $0.startedAt < $1.startedAt }
    }

    /// Stops them.
    /// - Parameter isWanted: which; all unless given.
    /// - Returns: what became of those that were wanted.
    public func stop(where isWanted: (Leftover) -> Bool = { _ in true }) async -> Outcome {
        var outcome = Outcome()
        let stopper = TaskStopper(services: services, clock: clock, listing: listing)
        let entries = journal.abandoned().filter { isWanted(Leftover($0.record)) }
        guard !entries.isEmpty else { return outcome }
        let account: String
        do {
            account = try await services.identity.callerIdentity().account
        } catch {
            outcome.failures = entries.map { ($0.record.id, .aws(error)) }
            return outcome
        }
        for entry in entries {
            let record = entry.record
            // Another account knows nothing of the task, and would say that it is gone.
            if let owner = record.account, owner != account {
                outcome.elsewhere.append(Elsewhere(stop: StopCommand(record, profile: nil), account: owner))
                continue
            }
            guard record.region == services.region else {
                outcome.elsewhere.append(Elsewhere(stop: StopCommand(record, profile: services.profile)))
                continue
            }
            switch await stopper.stop(entry, reason: "glasslab: its launcher died") {
            case .success(let count):
                if count > 0 {
                    outcome.stopped.append(record.id)
                } else if entry.isEnded {
                    outcome.gone.append(record.id)
                } else {
                    let error = stopper.leftRunning(entry, reason: TaskStopper.notKnown)
                    outcome.failures.append((record.id, error))
                }
            case .failure(let error): outcome.failures.append((record.id, error))
            }
        }
        return outcome
    }
}

extension LeftoverTasks.Leftover {
    init(_ record: TaskRecord) {
        (id, region, cluster, startedAt) = (record.id, record.region, record.cluster, record.start)
    }
}
