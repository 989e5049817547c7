import LabModel

/// How far a task on AWS has come, for whoever shows it.
public enum FargateStage: Hashable, Sendable {
    /// It is being asked for.
    case starting
    /// ECS has it under this full name.
    case started(task: String)
    /// It waits, in ECS's words, such as `PENDING`.
    case waiting(status: String)
    /// ECS does not say how it is, for a reason.
    case unknown(String)
    /// It runs, and its streamer is asked whether it serves; `answer` says why it does not yet, nil at first.
    case asking(address: String, answer: String?)
    /// It serves.
    case serving(address: String)
    /// It is being stopped.
    case stopping
    /// It ended before it was asked to, for a reason.
    case lost(FargateError)
    /// It could not be stopped, for a reason: the journal keeps it for the next start.
    case notStopped(FargateError)

    /// The stage in a few words, without a full stop.
    public var text: String {
        switch self {
        case .starting: "asking ECS for a task"
        case .started(let task): "ECS has the task \(task.split(separator: "/").last ?? "")"
        case .waiting(let status):
            switch status {
            case "PROVISIONING": "the task gets its network interface"
            case "PENDING": "the task waits for room and its image"
            case "ACTIVATING": "the task's containers start"
            default: "the task is \(status)"
            }
        case .unknown(let reason): "ECS does not say how the task is: \(reason)"
        case .asking(let address, nil): "the task runs; asking \(address)"
        case .asking(let address, let answer?): "the task runs; \(address) does not serve yet: \(answer)"
        case .serving(let address): "the streamer serves at \(address)"
        case .stopping: "stopping the task"
        case .notStopped(let error): error.description
        case .lost(let error): "during the measurement \(error.what)"
        }
    }
}
