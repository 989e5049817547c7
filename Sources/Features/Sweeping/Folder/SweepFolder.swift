public import Planning

/// Where everything about a sweep lies: `RESULTS/EXPERIMENT/`, often on a shared file system.
public struct SweepFolder: Hashable, Sendable {
    /// The usual folder of all sweeps.
    public static let usualResults = "results"

    /// The sweep's name.
    public let experiment: ExperimentName
    /// The folder.
    public let path: String

    /// Names the folder; makes nothing.
    ///
    /// - Parameters:
    ///   - results: the folder of all sweeps.
    ///   - experiment: the sweep's name.
    public init(results: String, experiment: ExperimentName) {
        self.experiment = experiment
        path = (results.hasSuffix("/") ? results : results + "/") + experiment.text
    }

    /// What the sweep is: ``SweepManifest``.
    public var manifestFile: String { path + "/sweep.json" }
    /// The inputs as they were when it was begun.
    public var inputsFile: String { path + "/inputs.txt" }
    /// The store of all lines' runs.
    public var storeFile: String { path + "/lab.sqlite" }
    /// The report to look at in a browser.
    public var webReportFile: String { path + "/report.html" }
    /// The report to read in a terminal.
    public var textReportFile: String { path + "/report.txt" }
    /// The batch script of the lines, as submitted last.
    public var sweepScript: String { path + "/sweep.sbatch" }
    /// The batch script of the job that merges and reports, as submitted last.
    public var mergeScript: String { path + "/merge.sbatch" }
    /// What batch jobs write beside their results.
    public var logFolder: String { path + "/log" }
    /// Held by the process that runs all lines on one machine.
    public var runLock: String { path + "/run.lock" }
    /// Held by the process that merges.
    public var collectLock: String { path + "/collect.lock" }
    /// Held by the process that submits.
    public var submitLock: String { path + "/submit.lock" }

    /// The folder of a line's result.
    public func folder(of line: SweepLine) -> LineFolder {
        LineFolder(path: path + "/" + line.folderName)
    }
}
