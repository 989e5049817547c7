/// An error that a person can act on: what went wrong, where, and what to do next.
///
/// Each module has one enum that conforms; its text is tested.
public protocol LabError: Error, CustomStringConvertible {
    /// What went wrong, without a full stop, such as `cannot open the stream: Connection refused`.
    var what: String { get }

    /// Where: a file, address, option or line; nil where ``what`` says it.
    var place: String? { get }

    /// What to do next, as a sentence; nil where nothing is known to help.
    var remedy: String? { get }

    /// What the process exits with when nothing else handles the error.
    var exitStatus: ExitStatus { get }
}

extension LabError {
    /// One line: `what: place. remedy`.
    public var description: String {
        let start = place.map { "\(what): \($0)" } ?? what
        return remedy.map { "\(start). \($0)" } ?? start
    }

    /// Failed, unless the error says otherwise.
    public var exitStatus: ExitStatus {
        .failed
    }

    /// Nothing, unless the error says otherwise.
    public var place: String? {
        nil
    }

    /// Nothing, unless the error says otherwise.
    public var remedy: String? {
        nil
    }
}

/// What a process says by its exit code.
public enum ExitStatus: Int32, Sendable {
    /// Done.
    case done = 0
    /// Failed.
    case failed = 1
    /// The command line was wrong.
    case usage = 2
    /// Done in part or inconclusive: the run is stored, but was interrupted, ended early, or no mark was read.
    case partial = 3
    /// A gate failed.
    case gateFailed = 4
    /// Something passing went wrong: a retry is sensible.
    case transient = 75
}
