import LabModel

/// What keeps `glasslab` from its work, beside what the store and the command line say.
enum GlasslabError: LabError, Equatable {
    /// No `sqlite3` shell on the PATH.
    case noSQLShell
    /// A program that is there cannot be run.
    case cannotRun(path: String, reason: String)
    /// No complete run goes by a name.
    case noSuchRuns(name: String)
    /// Of all runs that go by a name not one is complete.
    case noneComplete(name: String, died: Int, unfinished: Int)
    /// A name stands for more runs than are compared at once.
    case tooManyRuns(name: String, count: Int, limit: Int)
    /// A run was measured without a control.
    case noControl(name: String)
    /// A run has no segments.
    case noSegments(name: String)

    var what: String {
        switch self {
        case .noSQLShell: "the sqlite3 shell is not installed"
        case .cannotRun(_, let reason): "cannot run the sqlite3 shell: \(reason)"
        case .noSuchRuns(let name): "no complete run is called \"\(name)\""
        case .noneComplete(let name, let died, 0): "all runs called \"\(name)\" died: \(died) of \(died)"
        case .noneComplete(let name, let died, let unfinished):
            "no run called \"\(name)\" is complete: \(died) died, \(unfinished) did not finish"
        case .tooManyRuns(let name, let count, let limit):
            "\(count) runs are called \"\(name)\", above the \(limit) that are compared at once"
        case .noControl(let name): "the run '\(name)' has no control"
        case .noSegments(let name): "the run '\(name)' has no segments"
        }
    }

    var place: String? {
        switch self {
        case .noSQLShell, .noSuchRuns, .noneComplete, .tooManyRuns, .noControl, .noSegments: nil
        case .cannotRun(let path, _): path
        }
    }

    var remedy: String? {
        switch self {
        case .noSQLShell: "Install it with: apt-get install sqlite3."
        case .cannotRun: "Check its permissions, or install it again."
        case .noneComplete: "See glasslab runs for how they ended, and measure again."
        case .noSuchRuns: "See glasslab runs for what there is."
        case .noControl: "Measure with --control, or leave out --stream."
        case .noSegments: "Only HLS that the lab's own client received has them; leave out --segments."
        case .tooManyRuns: "Name fewer, or narrow them with --provider."
        }
    }
}
