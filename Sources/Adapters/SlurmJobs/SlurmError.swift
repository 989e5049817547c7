public import LabModel

/// Why Slurm could not be asked, or refused.
public enum SlurmError: LabError, Hashable {
    /// This machine has no such command.
    case notInstalled(command: String)
    /// A command is there and cannot be started.
    case notStarted(command: String, reason: String)
    /// Slurm's controller does not answer, or cannot take jobs at this moment.
    case unavailable(command: String, reason: String)
    /// Slurm refused what it was asked; the reason is its own.
    case refused(command: String, reason: String)
    /// A command did not end in time.
    case tooSlow(command: String, limit: Latency)
    /// A command wrote more than is read.
    case tooMuchOutput(command: String, limit: ByteCount)
    /// A command wrote what is not understood.
    case unreadable(command: String, text: String)
    /// A job is not one that can be submitted.
    case unusable(job: String, reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .notInstalled(let command): "Slurm is not on this machine: there is no `\(command)` on the PATH"
        case .notStarted(let command, let reason): "`\(command)` could not be started: \(reason)"
        case .unavailable(let command, let reason): "Slurm is not available to `\(command)`: \(reason)"
        case .refused(let command, let reason): "Slurm refused `\(command)`: \(reason)"
        case .tooSlow(let command, let limit): "`\(command)` did not end within \(Latency.text(of: limit))"
        case .tooMuchOutput(let command, let limit): "`\(command)` wrote more than \(limit.bytes) bytes"
        case .unreadable(let command, let text): "`\(command)` wrote what is not understood: \(text)"
        case .unusable(let job, let reason): "the job \(job) cannot be submitted: \(reason)"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .notInstalled: "Run the sweep on this machine alone with glasslab sweep run"
        case .unavailable, .tooSlow: "Try again once `scontrol ping` says that the controller is up"
        default: nil
        }
    }

    /// Transient where the same question may be answered later.
    public var exitStatus: ExitStatus {
        switch self {
        case .unavailable, .tooSlow: .transient
        default: .failed
        }
    }
}
