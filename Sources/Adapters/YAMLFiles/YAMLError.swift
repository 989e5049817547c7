public import LabModel

/// Why a YAML file cannot be read.
public enum YAMLError: LabError, Hashable {
    /// The bytes are no text, or too many.
    case unreadable(path: String, reason: String)
    /// The text is neither YAML nor JSON; the problem is the parser's, without any of the file's text.
    case malformed(SourcePlace, problem: String)
    /// The text goes beyond a limit.
    case limit(YAMLLimits.Excess)

    /// What went wrong.
    public var what: String {
        switch self {
        case .unreadable(_, let reason): "cannot be read: \(reason)"
        case .malformed(_, let problem): "neither YAML nor JSON: \(problem)"
        case .limit(let excess): excess.what
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .unreadable(let path, _): path
        case .malformed(let place, _): "\(place)"
        case .limit(let excess): "\(excess.place)"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .unreadable: "Name another file"
        case .malformed: nil
        case .limit(let excess): excess.remedy
        }
    }

    /// Wrong usage.
    public var exitStatus: ExitStatus { .usage }
}
