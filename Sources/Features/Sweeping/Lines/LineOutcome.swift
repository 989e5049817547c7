public import LabModel

/// What became of an attempt at a line.
public enum LineOutcome: Hashable, Sendable {
    /// The line was done before.
    case alreadyDone
    /// It is done by this attempt.
    case done
    /// It was measured, and another attempt was first: this one's run is thrown away.
    case late
    /// It failed, for this reason; the same again would fail as well.
    case failed(reason: String)
    /// It was asked to end before the line was done.
    case interrupted
    /// Something passing went wrong, for this reason.
    case transient(reason: String)

    /// What a process that did one line exits with: 75 where the same again is sensible.
    public var exitStatus: ExitStatus {
        switch self {
        case .alreadyDone, .done, .late: .done
        case .failed: .failed
        case .interrupted, .transient: .transient
        }
    }

    /// Whether the line's result is there.
    public var isDone: Bool { exitStatus == .done }

    /// Whether something passing went wrong.
    var isTransient: Bool {
        if case .transient = self { true } else { false }
    }

    /// What went wrong; nil where nothing did, or where it was asked to end.
    var reason: String? {
        switch self {
        case .failed(let reason), .transient(let reason): reason
        case .alreadyDone, .done, .late, .interrupted: nil
        }
    }
}
