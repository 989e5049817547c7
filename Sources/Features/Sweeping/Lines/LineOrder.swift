public import LabModel
public import Planning

/// One line to be done.
public struct LineOrder: Sendable {
    /// The sweep that it belongs to.
    public var folder: SweepFolder
    /// Its number, from 1.
    public var number: Int
    /// What it measures.
    public var line: SweepLine
    /// Options for every line that does not give them itself.
    public var options: [SweepOption]
    /// How long to wait before it starts, so that lines that are started together begin one after another.
    public var delay: Latency
    /// How often it was started before.
    public var restarts: Int
    /// Slurm's number of the array job that it is a task of; nil without Slurm.
    public var job: Int?
    /// With how many restarts something passing counts as a failure.
    public var restartLimit = LineRun.restartLimit

    /// Makes an order; each argument is the property of its name.
    public init(
        folder: SweepFolder,
        number: Int,
        line: SweepLine,
        options: [SweepOption] = [],
        delay: Latency = .zero
    ) {
        self.folder = folder
        self.number = number
        self.line = line
        self.options = options
        self.delay = delay
        restarts = 0
    }

    /// The options that hold for the line: the sweep's where the line does not give them itself, then the line's.
    var allOptions: [SweepOption] {
        let own = Set(line.options.map(\.name))
        return options.filter { !own.contains($0.name) } + line.options
    }

    /// What start-task-and-client is given.
    ///
    /// - Parameters:
    ///   - store: the store of this attempt.
    ///   - process: the process with which it ends.
    /// - Returns: the arguments, without the executable's name.
    func arguments(store: String, process: Int32) -> [String] {
        var whole = line
        whole.options = allOptions
        return whole.launcherArguments + [
            "--sweep", folder.experiment.text, "--sweep-line", "\(number)", "--db", store, "--exit-with", "\(process)",
        ]
    }
}
