/// An attempt at a line that left no result.
public struct FailedAttempt: Codable, Hashable, Sendable {
    /// How many of a line are kept, the latest.
    public static let limit = 20

    /// Why it failed.
    public var reason: String
    /// What start-task-and-client exited with, or 128 plus the signal that ended it; nil where that is not known.
    public var exitCode: Int?
    /// When it ended, ISO 8601 in UTC; nil where it never said so.
    public var endedAt: String?
    /// The name of the machine that it ran on.
    public var host: String

    enum CodingKeys: String, CodingKey {
        case reason, host
        case exitCode = "exit_code"
        case endedAt = "ended_at"
    }
}
