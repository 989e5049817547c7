import Foundation
public import LabModel
public import Planning
public import SlurmJobs

/// What hands the open lines of a sweep to Slurm: array jobs, one after another, and a job that merges and reports.
public struct SweepSubmission: Sendable {
    /// How lines are to be run.
    public struct Settings: Hashable, Sendable {
        /// How many lines are measured at once at most, over all arrays; at least 1.
        public var concurrency: Int
        /// How long a line's job may take; nil takes what the lines' options say.
        public var timeLimit: Latency?
        /// By how much lines start one after another that could start together.
        public var stagger: Latency = .zero
        /// The executable glasslab, by its whole path.
        public var executable: String
        /// Arguments of glasslab's subcommands beside the sweep's own, such as `--config`.
        public var arguments: [String] = []
        /// Further arguments of `glasslab sweep line` alone, such as `--executables`.
        public var lineArguments: [String] = []
        /// Further options of sbatch for every job, such as `--partition=lab`.
        public var options: [String] = []

        /// Makes settings; each argument is the property of its name.
        public init(concurrency: Int, timeLimit: Latency? = nil, executable: String) {
            self.concurrency = max(1, concurrency)
            self.timeLimit = timeLimit
            self.executable = executable
        }
    }

    /// Jobs that are not submitted yet.
    public struct Plan: Hashable, Sendable {
        /// The lines' script.
        public var sweepScript: String
        /// The script of the job that merges and reports.
        public var mergeScript: String
        /// The arrays, in the order in which they run.
        public var arrays: [SlurmArray.Part]
        /// How many open lines the controller has no room for now.
        public var left: Int

        /// How many lines the arrays hold.
        public var lines: Int { arrays.reduce(0) { $0 + $1.array.indices.count } }
    }

    /// What merging may take.
    private static let mergeTime = Latency.seconds(3_600)
    /// What a job may take beside the line's own limit.
    private static let margin = Latency.seconds(120)

    let folder: SweepFolder
    let settings: Settings
    private let lines: [SweepLine]

    /// Prepares a submission.
    ///
    /// - Parameters:
    ///   - folder: the sweep, by its whole path.
    ///   - lines: its inputs' lines.
    ///   - settings: how to run them.
    public init(_ folder: SweepFolder, lines: [SweepLine], settings: Settings) {
        self.folder = folder
        self.lines = lines
        self.settings = settings
    }

    /// Works out the jobs for some lines; writes nothing.
    ///
    /// - Parameters:
    ///   - open: the lines' numbers.
    ///   - limits: what the cluster takes.
    ///   - busy: how many jobs the controller has of the sweep already.
    /// - Returns: scripts and arrays; lines beyond what the controller takes are left out.
    public func plan(_ open: [Int], limits: SlurmLimits, busy: Int = 0) -> Plan {
        // Room for the job that merges, and for the one that it takes the place of.
        let room = max(1, limits.maxJobCount - busy - 2)
        let taken = open.sorted().prefix(room)
        return Plan(
            sweepScript: script([.text("line"), .line], settings.lineArguments).text,
            mergeScript: script([.text("collect")], ["--resubmit"]).text,
            arrays: SlurmArray.parts(of: taken, limits: limits, concurrency: settings.concurrency),
            left: open.count - taken.count
        )
    }

    /// The job of an array.
    ///
    /// - Parameters:
    ///   - part: the array.
    ///   - options: the options that hold for all lines.
    ///   - after: jobs of the same sweep that must have ended: `%N` counts within one array alone.
    /// - Returns: a job that writes to the sweep's folder of logs.
    public func job(_ part: SlurmArray.Part, options: [SweepOption], after: [SlurmJobID]) -> BatchJob {
        var job = BatchJob(
            script: folder.sweepScript,
            name: "sweep-\(folder.experiment)",
            array: part.array,
            after: after
        )
        job.environment = [BatchScript.offsetVariable: "\(part.offset)"]
        job.output = folder.logFolder + "/line-%A_%a.log"
        let orders = orders(part.lines, options: options)
        let end = orders.map { LineTime.extraEnd(for: $0.allOptions) }.max() ?? .zero
        job.timeLimit = settings.timeLimit ?? usualTime(of: orders) + end
        // Of a time that was asked for, half is left to measure in.
        let half = settings.timeLimit.map { Latency(nanoseconds: $0.nanoseconds / 2) - BatchScript.signalLead }
        let ahead = min(end, half ?? end)
        job.options = (ahead > .zero ? [BatchScript.signalOption(before: ahead)] : []) + settings.options
        return job
    }

    /// The job that merges and reports once others have ended, however they ended.
    ///
    /// - Parameter after: the others.
    /// - Returns: a job that writes to the sweep's folder of logs.
    public func mergeJob(after: [SlurmJobID]) -> BatchJob {
        var job = BatchJob(script: folder.mergeScript, name: "merge-\(folder.experiment)", after: after)
        job.output = folder.logFolder + "/merge-%j.log"
        job.timeLimit = Self.mergeTime
        job.options = settings.options
        return job
    }

    private func orders(_ numbers: [Int], options: [SweepOption]) -> [LineOrder] {
        numbers.filter { lines.indices.contains($0 - 1) }.map { number in
            LineOrder(folder: folder, number: number, line: lines[number - 1], options: options)
        }
    }

    private func usualTime(of orders: [LineOrder]) -> Latency {
        let limits = orders.map { LineTime.limit(for: $0.allOptions) }
        // A task may wait for all others that could start together with it.
        let wait = Latency(nanoseconds: settings.stagger.nanoseconds * Int64(settings.concurrency - 1))
        return (limits.max() ?? .zero) + wait + Self.margin
    }

    private func script(_ words: [BatchScript.Word], _ arguments: [String]) -> BatchScript {
        let command: [BatchScript.Word] = [.text(settings.executable), .text("sweep")] + words
        let results = URL(filePath: folder.path).deletingLastPathComponent().path
        let rest = [folder.experiment.text, "--results", results] + settings.arguments + arguments
        return BatchScript(command: command + rest.map { .text($0) })
    }
}
