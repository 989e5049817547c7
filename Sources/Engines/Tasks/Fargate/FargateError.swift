public import AWS
public import LabModel

/// Why a task on Fargate could not be had, or was lost.
public enum FargateError: LabError, Hashable {
    /// AWS did not do what it was asked.
    case aws(AWSError)
    /// There is no such stack in the region.
    case noStack(name: String, region: String)
    /// A stack that is not whole, in CloudFormation's words.
    case unusableStack(name: String, status: String)
    /// A stack without what a task needs.
    case incompleteStack(name: String, missing: [String])
    /// A task definition whose streamer listens at no port.
    case noPort(definition: String)
    /// A chosen network in which no task would run or be reached.
    case network(NetworkFault)
    /// No size that Fargate has; `sizes` are those that it has, of memory for these CPU units or of CPU units.
    case badSize(cpu: Int, gigabytes: Double, sizes: [String])
    /// A setting that does not reach a task on AWS.
    case cannotSend(setting: String, reason: String)
    /// ECS took the request and started nothing.
    case notStarted(reason: String)
    /// The task did not come to run in time; `status` in ECS's words.
    case notRunning(limit: Latency, status: String, task: String)
    /// The task stopped before its streamer was asked to; `said` are the last lines of its log, and `log` is where they
    /// stand if that cannot be read from here.
    case stopped(reason: String, code: Int?, said: [String], task: String, log: String? = nil)
    /// The task runs and has no address that can be reached.
    case noAddress(task: String, isPrivate: Bool)
    /// The streamer does not answer.
    case notServing(address: String, limit: Latency, reason: String)
    /// No task of a run's name runs in the cluster; `others` are the names that do.
    case noTask(id: String, cluster: String, others: [String])
    /// A run's only task is on its way; `status` in ECS's words.
    case notYetRunning(id: String, status: String, task: String)
    /// The end was asked for before the streamer served.
    case givenUp
    /// A task that may run on, for a reason, and what stops it; its full name is nil where ECS never said it.
    case leftRunning(StopCommand, reason: String, task: String?)
    /// The journal of started tasks cannot be written.
    case journal(path: String, reason: String)
    /// The journal, or an entry of it, cannot be read: what it tells of is stopped by nobody.
    case unreadableJournal(path: String, reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .aws(let error): error.what
        case .noStack(let name, let region): "there is no stack \(name) in \(region)"
        case .unusableStack(let name, let status): "the stack \(name) is not usable: \(status)"
        case .incompleteStack(let name, let missing):
            "the stack \(name) does not say its \(missing.joined(separator: ", "))"
        case .noPort: "the task definition's streamer has no port"
        case .network(let fault): fault.what
        case .badSize(let cpu, let gigabytes, let sizes):
            FargateSize.memory(for: cpu) == nil
                ? "Fargate has no tasks of \(cpu) CPU units: \(sizes.joined(separator: ", "))"
                : "Fargate has no \(gigabytes) GB for \(cpu) CPU units: \(sizes.joined(separator: ", "))"
        case .cannotSend(let setting, let reason): "\(setting) does not go with a task on AWS: \(reason)"
        case .notStarted(let reason): "ECS started no task: \(reason)"
        case .notRunning(let limit, let status, _):
            "the task did not run within \(Int(limit.seconds)) s: it is \(status)"
        case .stopped(let reason, let code, let said, _, _):
            ["the task stopped: \(reason)", code.map { "exit code \($0)" }, said.last.map { "it said: \($0)" }]
                .compactMap(\.self).joined(separator: "; ")
        case .noAddress(_, let isPrivate): "the task has no \(isPrivate ? "private" : "public") address"
        case .notServing(_, let limit, let reason):
            "the streamer did not answer within \(Int(limit.seconds)) s: \(reason)"
        case .noTask(let id, let cluster, _): "no task of \(id) runs in \(cluster)"
        case .notYetRunning(let id, let status, _): "the task of \(id) does not run yet: it is \(status)"
        case .givenUp: "the end was asked for before the streamer served"
        case .leftRunning(let stop, let reason, _): "the task of \(stop.id) may still run: \(reason)"
        case .journal(_, let reason): "the journal of started tasks cannot be written: \(reason)"
        case .unreadableJournal(_, let reason): "the journal of started tasks cannot be read: \(reason)"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .aws(let error): error.place
        case .noPort(let definition): definition
        case .notRunning(_, _, let task), .stopped(_, _, _, let task, _), .noAddress(let task, _): task
        case .notYetRunning(_, _, let task): task
        case .notServing(let address, _, _): address
        case .leftRunning(_, _, let task): task
        case .journal(let path, _), .unreadableJournal(let path, _): path
        default: nil
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .aws(let error): error.remedy
        case .noStack: "Deploy it as stack/README.md says, or name another by --stack and the region by AWS_REGION"
        case .unusableStack: "Look at its events, and deploy it again"
        case .incompleteStack:
            "Deploy stack/fargate_cluster.yaml again, or use --cluster-name, --task-definition, --subnets and "
                + "--security-groups"
        case .noPort: "Give it a port mapping, as in stack/fargate_cluster.yaml"
        case .network(let fault): fault.remedy
        case .badSize: "Use --cpu and --memory of one of those"
        case .cannotSend: nil
        case .notStarted, .notRunning: "Try again later, in another subnet, or with another size"
        case .stopped(let reason, _, let said, _, let log): Self.remedy(for: reason, said: said, log: log)
        case .noAddress(_, true): "Try again, or another subnet"
        case .noAddress:
            "Use subnets that give public addresses, or --private-address from within the network"
        case .notServing:
            "Check that the stack's ClientCidr holds this machine's address, or use --private-address from within the "
                + "network"
        case .noTask(let id, _, let others):
            NearNames.question(NearNames.of(id, among: others)) ?? Self.running(others)
        case .notYetRunning: "Try again in a moment"
        case .givenUp: nil
        case .leftRunning(let stop, _, _): "The next start in \(stop.region) stops it, or by hand: `\(stop.text)`"
        case .journal: "Check the folder's rights and the room on its disk; XDG_STATE_HOME chooses another"
        case .unreadableJournal:
            "A task that stands there may run: look with `glasslab tasks list`, then mend the file's rights or delete it"
        }
    }

    private static func running(_ names: [String]) -> String {
        guard !names.isEmpty else { return "Nothing of the lab runs there: `glasslab tasks list`" }
        let more = names.count > 5 ? " and \(names.count - 5) more" : ""
        return "There run \(names.prefix(5).map { "'\($0)'" }.joined(separator: ", "))\(more)"
    }

    /// What to do about a task that stopped for a reason of ECS's ("Stopped tasks error messages" of its documentation).
    private static func remedy(for reason: String, said: [String], log: String?) -> String? {
        if reason.hasPrefix("CannotPull") {
            return "Check that the image was pushed, by scripts/update-image, and that the subnets have a way to it"
        }
        if reason.contains("Capacity is unavailable") {
            return "Try again later, in another subnet or region, or with another size"
        }
        if reason.contains("OutOfMemory") {
            return "Give it more: --memory"
        }
        if reason.hasPrefix("ResourceInitializationError") {
            return
                "Check that the subnets have a way out, and that the execution role may fetch the image and write logs"
        }
        guard said.isEmpty else { return nil }
        return log.map { "Look at its log: \($0)" }
            ?? "Look at its log, and whether the image starts: scripts/test-image"
    }

    /// Transient where the same may succeed later, wrong usage where a setting is at fault.
    public var exitStatus: ExitStatus {
        switch self {
        case .aws(let error): error.exitStatus
        case .badSize, .cannotSend, .network: .usage
        case .notStarted, .notRunning, .notYetRunning: .transient
        case .leftRunning: .partial
        case .stopped(let reason, _, _, _, _) where reason.contains("Capacity is unavailable"): .transient
        default: .failed
        }
    }
}
