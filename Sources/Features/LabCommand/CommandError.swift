public import LabModel

/// What can be wrong with a command line, its environment or its configuration file.
public enum CommandError: LabError, Equatable {
    /// A value that its option does not take; `source` is the option, the variable, or the file with line and key.
    case badValue(String, source: String, expected: String)
    /// A setting that must be given.
    case missing(SettingName)
    /// The configuration file that was named is not there or cannot be read.
    case unreadableFile(path: String, reason: String)
    /// The configuration file is not what it should be.
    case badFile(path: String, reason: String)
    /// A key that no executable of the lab knows.
    case unknownKey(String, path: String, line: Int?, nearest: String)
    /// Reading standard input (`-`) or a file failed.
    case inputFailed(path: String, reason: String)
    /// Writing to standard output (`-`) or to a file failed.
    case outputFailed(path: String, reason: String)
    /// Whoever read standard output has gone; not worth a message.
    case outputClosed

    /// What went wrong.
    public var what: String {
        switch self {
        case .badValue(let value, _, let expected): "\"\(value)\" is not \(expected)"
        case .missing(let name): "--\(name.rawValue) is missing"
        case .unreadableFile(_, let reason): "cannot read the configuration file: \(reason)"
        case .badFile(_, let reason): "the configuration file is no flat list of settings: \(reason)"
        case .unknownKey(let key, _, _, _): "unknown setting \"\(key)\""
        case .inputFailed(_, let reason): "cannot read: \(reason)"
        case .outputFailed(_, let reason): "cannot write: \(reason)"
        case .outputClosed: "the reader of the output has gone"
        }
    }

    /// Where it went wrong.
    public var place: String? {
        switch self {
        case .badValue(_, let source, _): source
        case .missing, .outputClosed: nil
        case .unreadableFile(let path, _), .badFile(let path, _): path
        case .unknownKey(_, let path, let line, _): line.map { "\(path):\($0)" } ?? path
        case .inputFailed(let path, _): path == "-" ? "standard input" : path
        case .outputFailed(let path, _): path == "-" ? "standard output" : path
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .badValue: "See --help for what it takes."
        case .missing(let name): "Give it, or set \(name.variable)."
        case .unreadableFile: "Name another with --config."
        case .badFile: "Write one `name: value` on each line."
        case .unknownKey(_, _, _, let nearest): "Did you mean \"\(nearest)\"?"
        case .inputFailed: "Check the path and its permissions."
        case .outputFailed: "Free some space or write elsewhere."
        case .outputClosed: nil
        }
    }

    /// Wrong usage, but for failures of reading and writing.
    public var exitStatus: ExitStatus {
        switch self {
        case .inputFailed, .outputFailed: .failed
        case .outputClosed: .done
        default: .usage
        }
    }
}
