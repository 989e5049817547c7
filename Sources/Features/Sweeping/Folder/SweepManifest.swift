import Foundation

/// What a sweep is: `sweep.json`.
public struct SweepManifest: Codable, Hashable, Sendable {
    /// The present form of the file.
    public static let currentSchema = 1

    /// An array job of Slurm and the lines that it does.
    public struct Job: Codable, Hashable, Sendable {
        /// Slurm's number of the array job.
        public var id: Int
        /// Its least line, from 1.
        public var firstLine: Int
        /// Its greatest line.
        public var lastLine: Int
        /// What is added to an index of the array to have the line, 0 or more.
        public var offset: Int
        /// The indices of the array, as sbatch takes them, such as `1-3,7`; nil where an older version submitted it.
        public var tasks: String?

        /// Makes a job; each argument is the property of its name.
        public init(id: Int, firstLine: Int, lastLine: Int, offset: Int, tasks: String? = nil) {
            self.id = id
            self.firstLine = firstLine
            self.lastLine = lastLine
            self.offset = offset
            self.tasks = tasks
        }

        enum CodingKeys: String, CodingKey {
            case id, offset, tasks
            case firstLine = "first_line"
            case lastLine = "last_line"
        }
    }

    /// The file's form: ``currentSchema``.
    public var schema = Self.currentSchema
    /// The sweep's name.
    public var experiment: String
    /// How many lines the inputs have.
    public var lines: Int
    /// The SHA-256 digest of the inputs, 64 hexadecimal digits.
    public var inputsSHA256: String
    /// When the sweep was begun, ISO 8601 in UTC.
    public var createdAt: String
    /// The array jobs submitted so far, oldest first.
    public var jobs: [Job] = []
    /// The job that merges and reports after them; nil where none was submitted.
    public var mergeJob: Int?
    /// How many lines are measured at once at most; at least 1.
    public var concurrency = 1
    /// Options of start-task-and-client for every line that does not give them itself, each as `name=value`.
    public var options: [String] = []
    /// How often lines that were killed or lost are submitted again by themselves, and were since the last submission.
    public var rounds = SweepRounds()
    /// How its lines were submitted last; nil where they never were, or by a version that did not write it down.
    public var submission: SubmissionRecord?

    /// Whether the job that merges submits killed and lost lines again.
    public var resubmits: Bool { submission != nil && rounds.isLeft }

    /// Makes the manifest of a sweep that was not submitted; each argument is the property of its name.
    public init(experiment: String, lines: Int, inputsSHA256: String, createdAt: String) {
        self.experiment = experiment
        self.lines = lines
        self.inputsSHA256 = inputsSHA256
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case schema, experiment, lines, jobs, concurrency, options, rounds, submission
        case inputsSHA256 = "inputs_sha256"
        case createdAt = "created_at"
        case mergeJob = "merge_job"
    }
}

extension SweepManifest {
    /// Reads a manifest; what older versions did not write is as in a new one.
    /// - Throws: what a decoder throws.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        experiment = try values.decode(String.self, forKey: .experiment)
        lines = try values.decode(Int.self, forKey: .lines)
        inputsSHA256 = try values.decode(String.self, forKey: .inputsSHA256)
        createdAt = try values.decode(String.self, forKey: .createdAt)
        jobs = try values.decode([Job].self, forKey: .jobs)
        mergeJob = try values.decodeIfPresent(Int.self, forKey: .mergeJob)
        concurrency = try values.decode(Int.self, forKey: .concurrency)
        options = try values.decode([String].self, forKey: .options)
        rounds = try values.decodeIfPresent(SweepRounds.self, forKey: .rounds) ?? SweepRounds()
        submission = try values.decodeIfPresent(SubmissionRecord.self, forKey: .submission)
    }
}
