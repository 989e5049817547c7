public import LabModel

/// Why a sweep cannot be made, run or looked at.
public enum SweepingError: LabError, Hashable {
    /// A file or folder cannot be read.
    case unreadable(path: String, reason: String)
    /// A file or folder cannot be written.
    case unwritable(path: String, reason: String)
    /// The disk that a file should go to is full, or its quota is.
    case diskFull(path: String)
    /// A file system that cannot give a file a name without replacing another.
    case noHardLinks(path: String)
    /// A text that cannot name a sweep.
    case wrongExperiment(String)
    /// No sweep of that name was begun here.
    case noExperiment(name: String, path: String)
    /// A folder of results belongs to other inputs.
    case otherInputs(name: String, path: String)
    /// A file is not what a sweep writes there.
    case damaged(path: String, reason: String)
    /// A newer version of the lab wrote the sweep.
    case newerVersion(path: String, schema: Int)
    /// The inputs have no such line.
    case noSuchLine(Int, lines: Int, path: String)
    /// Another process does the same for the same sweep.
    case busy(path: String)
    /// A sweep was begun with other options for all lines.
    case otherOptions(name: String, begun: [String])
    /// What should start a task and a client could not be started.
    case notStarted(path: String, reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .unreadable(_, let reason): "cannot be read: \(reason)"
        case .unwritable(_, let reason): "cannot be written: \(reason)"
        case .diskFull: "the disk is full"
        case .noHardLinks: "the file system has no hard links, without which a result could be replaced by a later one"
        case .wrongExperiment(let name):
            "\"\(name)\" is no name of a sweep: 1 to 100 letters, digits, dots, dashes and "
                + "underscores, the first a letter or digit"
        case .noExperiment(let name, _): "there is no sweep called \"\(name)\""
        case .otherInputs(let name, _): "the sweep \"\(name)\" was begun with other inputs"
        case .damaged(_, let reason): "this is no file of a sweep: \(reason)"
        case .newerVersion(_, let schema): "a newer version of Glasslab wrote this (schema \(schema))"
        case .noSuchLine(let line, let lines, _): "there is no line \(line): the lines are 1 to \(lines)"
        case .busy: "another process is at the same work"
        case .otherOptions(let name, let begun):
            "the sweep \"\(name)\" was begun with \(begun.isEmpty ? "no options" : begun.joined(separator: " "))"
        case .notStarted(_, let reason): "cannot be started: \(reason)"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .unreadable(let path, _), .unwritable(let path, _), .diskFull(let path), .noHardLinks(let path),
            .noExperiment(_, let path), .otherInputs(_, let path), .damaged(let path, _), .newerVersion(let path, _),
            .noSuchLine(_, _, let path), .busy(let path), .notStarted(let path, _):
            path
        case .wrongExperiment, .otherOptions: nil
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .unreadable: "Check the path and its permissions"
        case .unwritable: "Check the path and its permissions, or choose another place with --results"
        case .diskFull: "Free some space and give the same command again; what is done stays done"
        case .noHardLinks: "Choose another place with --results"
        case .wrongExperiment: nil
        case .noExperiment: "Begin it with glasslab sweep run or submit, or name the right folder with --results"
        case .otherInputs: "Choose another name, or give the same command without --inputs to go on with the old ones"
        case .damaged: "Keep a copy, remove it and give the same command again"
        case .newerVersion: "Update Glasslab"
        case .noSuchLine: nil
        case .busy: "Wait for it, or end it; glasslab sweep status tells how far it is"
        case .otherOptions: "Leave options out to go on with these, or choose another name"
        case .notStarted: "Check that the file may be executed"
        }
    }

    /// Wrong usage where a name or line is at fault; transient where waiting or freeing some space helps.
    public var exitStatus: ExitStatus {
        switch self {
        case .wrongExperiment, .noSuchLine, .otherInputs, .otherOptions: .usage
        case .busy, .diskFull: .transient
        default: .failed
        }
    }
}
