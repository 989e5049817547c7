public import LabModel

/// Why runs that were asked for cannot be told.
public enum ComparingError: LabError, Equatable {
    /// No run goes by a name; near ones may have been meant.
    case noSuchRuns(name: String, near: [String] = [])
    /// Of all runs that go by a name not one is complete.
    case noneComplete(name: String, died: Int, unfinished: Int)
    /// A name stands for more runs than are compared at once.
    case tooManyRuns(name: String, count: Int, limit: Int)
    /// No run of a sweep is stored; near names may have been meant.
    case noSuchSweep(name: String, near: [String] = [])
    /// Runs of a sweep are under way, and none has ended.
    case noneEnded(sweep: String, running: Int)
    /// No run of a provider is stored; near names may have been meant.
    case noSuchProvider(name: String, near: [String] = [])
    /// No run is stored that was begun since an instant, or none at all.
    case nothingStored(since: WallTime?)

    /// What went wrong.
    public var what: String {
        switch self {
        case .noSuchRuns(let name, _): "no complete run is called \"\(name)\""
        case .noneComplete(let name, let died, 0): "all runs called \"\(name)\" died: \(died) of \(died)"
        case .noneComplete(let name, let died, let unfinished):
            "no run called \"\(name)\" is complete: \(died) died, \(unfinished) did not finish"
        case .tooManyRuns(let name, let count, let limit):
            "\(count) runs are \(name.isEmpty ? "stored" : "called \"\(name)\""), "
                + "above the \(limit) that are compared at once"
        case .noSuchSweep(let name, _): "no run of the sweep \"\(name)\" is stored"
        case .noneEnded(let sweep, let running):
            "no run of the sweep \"\(sweep)\" has ended: \(running) \(running == 1 ? "is" : "are") under way"
        case .noSuchProvider(let name, _): "no run of the provider \"\(name)\" is stored"
        case .nothingStored(let since?): "no run was begun since \(since.iso8601)"
        case .nothingStored(nil): "no run is stored"
        }
    }

    /// Nil: the name says it.
    public var place: String? { nil }

    /// What helps.
    public var remedy: String? {
        switch self {
        case .noSuchRuns(_, let near): with(near, "See glasslab runs for what there is.")
        case .noneComplete: "See glasslab runs for how they ended, and measure again."
        case .tooManyRuns: "Name fewer, or narrow them with --provider."
        case .noSuchSweep(_, let near):
            with(
                near,
                "Name the sweep's own store with --db, such as results/NAME/lab.sqlite; glasslab sql tells what others hold."
            )
        case .noneEnded: "Ask again once one has; glasslab runs tells how far they are."
        case .noSuchProvider(_, let near): with(near, "See glasslab runs for what there is.")
        case .nothingStored: "Measure something first, or name the right file with --db."
        }
    }

    /// That no run of a sweep is stored, with the names of those that are like it.
    /// - Parameters:
    ///   - name: the sweep's.
    ///   - known: the sweeps of which runs are stored.
    /// - Returns: it, with five near names at most.
    public static func noSuchSweep(_ name: String, among known: Set<String>) -> ComparingError {
        .noSuchSweep(name: name, near: NearNames.of(name, among: known.subtracting([name]).sorted()))
    }

    private func with(_ near: [String], _ text: String) -> String {
        [NearNames.question(near), text].compactMap(\.self).joined(separator: " ")
    }
}
