public import LabModel

/// Slurm's commands on this machine.
///
/// No accounting database is asked: what Slurm has forgotten (`MinJobAge` after a job's end) is absent.
public struct SlurmCommands: Sendable {
    /// The limits of each call.
    public struct Limits: Hashable, Sendable {
        /// How long a command may take; sbatch alone tries again for two minutes while the controller is full.
        public var time = Latency.seconds(180)
        /// How much a command may write; a task takes some 200 bytes.
        public var output = ByteCount(64 << 20)

        /// Makes limits for ten thousands of tasks.
        public init() {}
    }

    private let runner: CommandRunner

    /// Finds the commands.
    ///
    /// - Parameters:
    ///   - environment: the variables that the commands get, and the jobs with them, without what Slurm says of a job that
    ///     this process belongs to; its `PATH` is where they are looked for.
    ///   - clock: the clock of the waiting.
    ///   - limits: how long each may take and how much it may write.
    /// - Throws: ``SlurmError/notInstalled(command:)``.
    public init(
        environment: [String: String],
        clock: any LabClock,
        limits: Limits = Limits()
    ) throws(SlurmError) {
        var paths: [String: String] = [:]
        for command in ["sbatch", "squeue", "scontrol", "scancel"] {
            paths[command] = try CommandRunner.find(command, path: environment["PATH"] ?? "")
        }
        let variables = JobVariables.removed(from: environment)
        runner = CommandRunner(paths: paths, environment: variables, clock: clock, limits: limits)
    }

    /// Hands a job to Slurm.
    /// - Returns: the job's number, an array's for all its tasks.
    /// - Throws: ``SlurmError``; nothing was submitted then, unless it is ``SlurmError/tooSlow(command:limit:)``.
    public func submit(_ job: BatchJob) async throws(SlurmError) -> SlurmJobID {
        let text = try await runner.run(try job.commandLine(), extra: job.environment)
        guard let id = SlurmJobID(parsable: text) else {
            throw .unreadable(command: "sbatch", text: String(text.prefix(80)))
        }
        return id
    }

    /// What has become of some jobs.
    /// - Parameter jobs: their numbers.
    /// - Returns: every task of theirs that Slurm still knows, by job and number.
    /// - Throws: ``SlurmError``.
    public func tasks(of jobs: [SlurmJobID]) async throws(SlurmError) -> [SlurmTask] {
        guard !jobs.isEmpty else { return [] }
        let list = jobs.map(\.description).joined(separator: ",")
        let text: String
        do {
            text = try await runner.run([
                "squeue", "--noheader", "--array", "--states=all", "--jobs=\(list)", "--Format=\(SlurmTask.columns)",
            ])
        } catch .refused(_, let reason) where reason.contains("Invalid job id") {
            return []
        }
        var tasks: [SlurmTask] = []
        for row in text.split(separator: "\n") {
            guard let task = SlurmTask(row: row) else {
                throw .unreadable(command: "squeue", text: String(row.prefix(80)))
            }
            tasks.append(task)
        }
        return tasks.sorted { ($0.job.number, $0.index ?? -1) < ($1.job.number, $1.index ?? -1) }
    }

    /// Takes jobs back, with all their tasks; those that have ended or are unknown stay as they are.
    /// - Throws: ``SlurmError``.
    public func cancel(_ jobs: [SlurmJobID]) async throws(SlurmError) {
        guard !jobs.isEmpty else { return }
        _ = try await runner.run(["scancel", "--quiet"] + jobs.map(\.description))
    }

    /// What the cluster takes.
    /// - Throws: ``SlurmError``.
    public func limits() async throws(SlurmError) -> SlurmLimits {
        let text = try await runner.run(["scontrol", "show", "config"])
        guard let limits = SlurmLimits(configuration: text) else {
            throw .unreadable(command: "scontrol", text: "no MaxArraySize or MaxJobCount in its configuration")
        }
        return limits
    }
}
