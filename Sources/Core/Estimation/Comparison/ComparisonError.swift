public import LabModel

/// What can be wrong with a figure's path or a gate.
public enum ComparisonError: LabError, Equatable {
    /// A path that leads to no number of a summary; `column` counts from 1.
    case unknownPath(String, column: Int, reason: String)
    /// A gate that cannot be read; `column` is the place in its text, from 1.
    case badGate(String, column: Int, reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .unknownPath(let text, _, let reason): "\"\(text)\" leads to no number of a summary: \(reason)"
        case .badGate(let text, _, let reason): "the gate \"\(text)\" cannot be read: \(reason)"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .unknownPath(_, let column, _), .badGate(_, let column, _): "character \(column)"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .unknownPath: "See the keys with glasslab show ID --json, and write them with dots between."
        case .badGate: "Write it like 'signal_delay_ms.p95<=+10%', 'signal_delay_ms.p95<=+20ms' or 'frames.dropped<=0'."
        }
    }

    /// Wrong usage.
    public var exitStatus: ExitStatus {
        .usage
    }
}
