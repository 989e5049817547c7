import LabModel

/// What keeps `glasslab` from its work, beside what the store and the command line say.
enum GlasslabError: LabError, Equatable {
    /// No `sqlite3` shell on the PATH.
    case noSQLShell
    /// A program that is there cannot be run.
    case cannotRun(path: String, reason: String)
    /// A run was measured without a control.
    case noControl(name: String)
    /// A run has no segments.
    case noSegments(name: String)
    /// Nothing of a run was scored.
    case noScores(name: String)
    /// No task of a name runs, nor did of late; `looked` are the places, `others` the names that run.
    case noTask(name: String, looked: [String], others: [String])

    var what: String {
        switch self {
        case .noSQLShell: "the sqlite3 shell is not installed"
        case .cannotRun(_, let reason): "cannot run the sqlite3 shell: \(reason)"
        case .noControl(let name): "the run '\(name)' has no control"
        case .noSegments(let name): "the run '\(name)' has no segments"
        case .noScores(let name): "nothing of the run '\(name)' was scored"
        case .noTask(let name, _, _): "no task '\(name)' runs"
        }
    }

    var place: String? {
        switch self {
        case .noSQLShell, .noControl, .noSegments, .noScores:
            nil
        case .cannotRun(let path, _): path
        case .noTask(_, let looked, _): "looked \(looked.joined(separator: " and "))"
        }
    }

    var remedy: String? {
        switch self {
        case .noSQLShell: "Install it with: apt-get install sqlite3."
        case .cannotRun: "Check its permissions, or install it again."
        case .noControl: "Measure with --control, or leave out --stream."
        case .noSegments: "Only HLS that the lab's own client received has them; leave out --segments."
        case .noScores: "Measure with --quality, or leave it out here."
        case .noTask(let name, _, let others):
            NearNames.question(NearNames.of(name, among: others)) ?? "`glasslab tasks list` tells what runs."
        }
    }
}
