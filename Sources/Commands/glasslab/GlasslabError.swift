import LabModel

/// What keeps `glasslab` from its work, beside what the store and the command line say.
enum GlasslabError: LabError, Equatable {
    /// No `sqlite3` shell on the PATH.
    case noSQLShell
    /// A program that is there cannot be run.
    case cannotRun(path: String, reason: String)

    var what: String {
        switch self {
        case .noSQLShell: "the sqlite3 shell is not installed"
        case .cannotRun(_, let reason): "cannot run the sqlite3 shell: \(reason)"
        }
    }

    var place: String? {
        switch self {
        case .noSQLShell: nil
        case .cannotRun(let path, _): path
        }
    }

    var remedy: String? {
        switch self {
        case .noSQLShell: "Install it with: apt-get install sqlite3."
        case .cannotRun: "Check its permissions, or install it again."
        }
    }
}
