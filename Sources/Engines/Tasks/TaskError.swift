public import LabModel

/// Why a streamer task could not be had.
public enum TaskError: LabError, Equatable {
    /// There is no such executable.
    case noExecutable(name: String, lookedAt: [String])
    /// The process could not be started.
    case notStarted(path: String, reason: String)
    /// The process ended before it served; its last words are its own error text.
    case endedEarly(code: Int32, lastWords: String)
    /// The process did not serve in time.
    case notReady(limit: Latency, lastWords: String)
    /// A streamer of this machine could not be ended.
    case notStopped(process: Int32, reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .noExecutable(let name, _): "there is no executable `\(name)`"
        case .notStarted(_, let reason): "the streamer could not be started: \(reason)"
        case .endedEarly(let code, ""): "the streamer ended with exit code \(code) before it served"
        case .endedEarly(let code, let words): "the streamer ended with exit code \(code) before it served: \(words)"
        case .notReady(let limit, ""): "the streamer did not serve within \(Int(limit.seconds)) s"
        case .notReady(let limit, let words): "the streamer did not serve within \(Int(limit.seconds)) s: \(words)"
        case .notStopped(_, let reason): "the streamer could not be stopped: \(reason)"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .noExecutable(_, let lookedAt): "looked in \(lookedAt.joined(separator: ", "))"
        case .notStarted(let path, _): path
        case .endedEarly, .notReady: nil
        case .notStopped(let process, _): "process \(process)"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .noExecutable: "Run scripts/install, or put the folder of the built executables on the PATH"
        case .notStarted: "Check that the file may be executed"
        case .endedEarly, .notReady: nil
        case .notStopped(let process, _): "End it by: kill -9 \(process)"
        }
    }

    /// A streamer that refuses its settings was asked wrongly.
    public var exitStatus: ExitStatus {
        if case .endedEarly(ExitStatus.usage.rawValue, _) = self { .usage } else { .failed }
    }
}
