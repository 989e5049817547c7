public import LabModel

/// A job for Slurm: a script and how it is to be run.
public struct BatchJob: Hashable, Sendable {
    /// The batch script's path; what it asks for by `#SBATCH` holds where nothing is said here.
    public var script: String
    /// What the script is given.
    public var arguments: [String]
    /// The job's name; nil leaves it to the script.
    public var name: String?
    /// The array's tasks; nil makes a single job.
    public var array: SlurmArray?
    /// Begins once all of these have ended, however they ended (`afterany`).
    public var after: [SlurmJobID]
    /// Variables of the job's environment besides those of the submitting process.
    public var environment: [String: String]
    /// The file that its output is appended to, with Slurm's `%A` and `%a` for job and task; nil leaves it to the script.
    public var output: String?
    /// How long it may run, rounded up to whole minutes; nil leaves it to the script.
    public var timeLimit: Latency?
    /// Its working folder; nil takes that of the submitting process.
    public var folder: String?
    /// Further options of sbatch, such as `--partition=lab`.
    public var options: [String]

    /// Makes a job; each argument is the property of its name.
    public init(
        script: String,
        arguments: [String] = [],
        name: String? = nil,
        array: SlurmArray? = nil,
        after: [SlurmJobID] = []
    ) {
        self.script = script
        self.arguments = arguments
        self.name = name
        self.array = array
        self.after = after
        environment = [:]
        output = nil
        timeLimit = nil
        folder = nil
        options = []
    }

    /// The longest argument that is handed to sbatch, below Linux' 128 KiB.
    static let argumentLimit = 100_000

    /// The command line that submits it, the command itself first.
    /// - Throws: ``SlurmError/unusable(job:reason:)`` for an empty array, and for one whose list is too long to be handed on.
    public func commandLine() throws(SlurmError) -> [String] {
        var line = ["sbatch", "--parsable", "--requeue", "--open-mode=append"]
        if let name {
            line.append("--job-name=\(name)")
        }
        if let array {
            guard !array.indices.isEmpty else { throw .unusable(job: script, reason: "its array has no tasks") }
            line.append("--array=\(array.text)")
        }
        if !after.isEmpty {
            line.append("--dependency=afterany:" + after.map(\.description).joined(separator: ":"))
        }
        if let output {
            line.append("--output=\(output)")
        }
        if let timeLimit {
            line.append("--time=\(Self.minutes(timeLimit))")
        }
        if let folder {
            line.append("--chdir=\(folder)")
        }
        line += ["--export=ALL"] + options + [script] + arguments
        if let long = line.first(where: { $0.utf8.count > Self.argumentLimit }) {
            throw .unusable(job: script, reason: "its argument \(long.prefix(20))… is longer than 100,000 bytes")
        }
        return line
    }

    /// Whole minutes, rounded up, at least 1: Slurm knows nothing shorter.
    private static func minutes(_ limit: Latency) -> Int64 {
        let minute = Latency.seconds(60).nanoseconds
        let whole = limit.nanoseconds / minute
        return max(1, limit.nanoseconds % minute > 0 ? whole + 1 : whole)
    }
}
