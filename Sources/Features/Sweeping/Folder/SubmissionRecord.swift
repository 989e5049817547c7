import LabModel

/// How lines were submitted, as `sweep.json` keeps it: what their next round is submitted with.
public struct SubmissionRecord: Codable, Hashable, Sendable {
    /// How long a line's job may take, in seconds; nil takes what the lines' options say.
    public var timeLimitSeconds: Double?
    /// By how much lines start one after another that could start together, in seconds.
    public var staggerSeconds: Double
    /// The executable glasslab, by its whole path.
    public var executable: String
    /// Arguments of glasslab's subcommands beside the sweep's own.
    public var arguments: [String]
    /// Further arguments of `glasslab sweep line` alone.
    public var lineArguments: [String]
    /// Further options of sbatch for every job.
    public var sbatch: [String]

    enum CodingKeys: String, CodingKey {
        case executable, arguments, sbatch
        case timeLimitSeconds = "time_limit_s"
        case staggerSeconds = "stagger_s"
        case lineArguments = "line_arguments"
    }
}

extension SubmissionRecord {
    /// Writes down settings, all but how many lines are measured at once: the manifest has that itself.
    public init(_ settings: SweepSubmission.Settings) {
        timeLimitSeconds = settings.timeLimit?.seconds
        staggerSeconds = settings.stagger.seconds
        executable = settings.executable
        arguments = settings.arguments
        lineArguments = settings.lineArguments
        sbatch = settings.options
    }

    /// The settings that were written down.
    ///
    /// - Parameter concurrency: how many lines are measured at once at most.
    /// - Returns: what a submission takes.
    public func settings(concurrency: Int) -> SweepSubmission.Settings {
        var settings = SweepSubmission.Settings(
            concurrency: concurrency,
            timeLimit: timeLimitSeconds.map(Latency.seconds),
            executable: executable
        )
        settings.stagger = .seconds(staggerSeconds)
        settings.arguments = arguments
        settings.lineArguments = lineArguments
        settings.options = sbatch
        return settings
    }
}
