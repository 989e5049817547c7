/// How a line ended: `result.json`.
public struct LineResult: Codable, Hashable, Sendable {
    /// How it ended.
    public enum State: String, Codable, Sendable {
        /// Its store is published.
        case done
        /// It was not measured, or not to its end.
        case failed
    }

    /// The file's form.
    public var schema = 1
    /// The line's number, from 1.
    public var line: Int
    /// The line's name.
    public var name: String
    /// How it ended.
    public var state: State
    /// What start-task-and-client exited with, or 128 plus the signal that ended it; nil where it never ran.
    public var exitCode: Int?
    /// The identities of the published runs, one a provider; of a failed line empty.
    public var runs: [String]
    /// When the attempt began, ISO 8601 in UTC.
    public var startedAt: String
    /// When it ended.
    public var endedAt: String
    /// How often the line was started before.
    public var restarts: Int
    /// The machine's name.
    public var host: String
    /// Why it failed; nil where it is done.
    public var reason: String?
    /// Slurm's number of the array job that the attempt belonged to; nil where it was started without Slurm.
    public var job: Int?
    /// Whether it failed for something passing, so that the same again may succeed.
    public var isPassing = false
    /// The attempts that left no result, oldest first, at most the latest ``FailedAttempt/limit``: of a failed line this one
    /// is the last.
    public var failedAttempts: [FailedAttempt] = []

    enum CodingKeys: String, CodingKey {
        case schema, line, name, state, runs, restarts, host, reason, job
        case exitCode = "exit_code"
        case startedAt = "started_at"
        case endedAt = "ended_at"
        case isPassing = "is_passing"
        case failedAttempts = "failed_attempts"
    }
}

extension LineResult {
    /// Reads a result; what older versions did not write is as if it were not known.
    /// - Throws: what a decoder throws.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(Int.self, forKey: .line)
        name = try values.decode(String.self, forKey: .name)
        state = try values.decode(State.self, forKey: .state)
        exitCode = try values.decodeIfPresent(Int.self, forKey: .exitCode)
        runs = try values.decode([String].self, forKey: .runs)
        startedAt = try values.decode(String.self, forKey: .startedAt)
        endedAt = try values.decode(String.self, forKey: .endedAt)
        restarts = try values.decode(Int.self, forKey: .restarts)
        host = try values.decode(String.self, forKey: .host)
        reason = try values.decodeIfPresent(String.self, forKey: .reason)
        job = try values.decodeIfPresent(Int.self, forKey: .job)
        isPassing = try values.decodeIfPresent(Bool.self, forKey: .isPassing) ?? false
        failedAttempts = try values.decodeIfPresent([FailedAttempt].self, forKey: .failedAttempts) ?? []
    }
}
