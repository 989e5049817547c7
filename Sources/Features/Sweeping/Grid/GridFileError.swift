public import LabModel

/// What is wrong with a grid file.
public enum GridFileError: LabError, Hashable {
    /// The file cannot be read.
    case unreadable(path: String, reason: String)
    /// The file is neither YAML nor JSON.
    case malformed(SourcePlace, problem: String)
    /// The file goes beyond a limit.
    case limit(SourcePlace, what: String, remedy: String)
    /// Something is not what it has to be.
    case wrongType(SourcePlace, key: String, expected: String)
    /// A key that no grid has.
    case unknownKey(SourcePlace, key: String)
    /// A key that stands there twice, once with hyphens and once with underscores.
    case keyTwice(SourcePlace, key: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .unreadable(_, let reason): "cannot read the grid: \(reason)"
        case .malformed(_, let problem): "neither YAML nor JSON: \(problem)"
        case .limit(_, let what, _): what
        case .wrongType(_, let key, let expected): "\(key) is not \(expected)"
        case .unknownKey(_, let key): "unknown key \"\(key)\""
        case .keyTwice(_, let key): "the key \(key) stands there twice"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .unreadable(let path, _): path
        case .malformed(let place, _), .limit(let place, _, _), .wrongType(let place, _, _),
            .unknownKey(let place, _), .keyTwice(let place, _):
            "\(place)"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .unreadable: "Name another file, or describe the grid by options."
        case .malformed: "docs/sweeps.md shows what a grid file looks like."
        case .limit(_, _, let remedy): remedy
        case .wrongType: "See docs/sweeps.md."
        case .unknownKey: "Known are \(GridReader.known.joined(separator: ", "))."
        case .keyTwice: "Give it all its values in one list."
        }
    }

    /// Wrong usage.
    public var exitStatus: ExitStatus {
        .usage
    }
}
