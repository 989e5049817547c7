import Foundation

/// Who does a line or a sweep, and since when: what a lock file holds.
public struct ProcessNote: Codable, Hashable, Sendable {
    /// The machine's name.
    public var host: String
    /// The process's number there.
    public var process: Int32
    /// When it began, ISO 8601 in UTC.
    public var startedAt: String
    /// How many lines are measured at once; nil for the note of one line.
    public var jobs: Int?
    /// When it ended, ISO 8601 in UTC; nil while it is at work, and for ever where it died.
    public var endedAt: String?
    /// Slurm's number of the array job that the attempt at a line belongs to; nil without Slurm.
    public var job: Int?

    enum CodingKeys: String, CodingKey {
        case host, process, jobs, job
        case startedAt = "started_at"
        case endedAt = "ended_at"
    }
}

extension ProcessNote {
    /// The note in a lock file; nil where there is none that can be read.
    static func read(_ path: String) -> ProcessNote? {
        guard let data = try? WholeFile.read(path, limit: 1 << 16) else { return nil }
        return try? JSONDecoder().decode(ProcessNote.self, from: data)
    }
}
