import Foundation
import Glibc
import LabModel

/// What was started on AWS, in files that outlive this process: one a task, from before it is asked for until it is known
/// to be stopped.
///
/// Whoever started a task holds a lock on its file, which the kernel takes away however the process ends. A file without a
/// lock is of a task that nobody will stop any more.
public struct TaskJournal: Sendable {
    /// The folder of its files.
    public let folder: String

    /// Opens a journal; its folder is made when something is written.
    /// - Parameter folder: where its files lie.
    public init(folder: String) {
        self.folder = folder
    }

    /// The usual one: `${XDG_STATE_HOME:-~/.local/state}/glasslab/tasks`.
    /// - Parameter environment: the environment's variables.
    public init(environment: [String: String]) {
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
        self.init(folder: (state ?? home + "/.local/state") + "/glasslab/tasks")
    }

    /// The most files that are read.
    static let limit = 10_000

    /// Writes that a task will be asked for.
    /// - Returns: its entry, locked until it ends or this process does.
    /// - Throws: ``FargateError/journal(path:reason:)``.
    func begin(_ record: TaskRecord) throws(FargateError) -> JournalEntry {
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .journal(path: folder, reason: error.localizedDescription)
        }
        let path = "\(folder)/\(record.token).json"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .journal(path: path, reason: String(cString: strerror(errno))) }
        // Whoever looks for what is left behind may hold it for a moment: it is empty, and is given back.
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let reason = String(cString: strerror(errno))
                close(descriptor)
                throw .journal(path: path, reason: reason)
            }
        }
        let entry = JournalEntry(path: path, descriptor: descriptor, record: record)
        do throws(FargateError) {
            try entry.write(record)
            try keepName()
        } catch {
            entry.end()
            throw error
        }
        return entry
    }

    /// Waits until the disk has the folder's list of files: an entry whose name is lost is lost.
    private func keepName() throws(FargateError) {
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw .journal(path: folder, reason: String(cString: strerror(errno))) }
        defer { close(directory) }
        // Some file systems have no such thing for folders, and say EINVAL.
        guard fsync(directory) == 0 || errno == EINVAL else {
            throw .journal(path: folder, reason: String(cString: strerror(errno)))
        }
    }

    /// The entries that nobody holds any more, locked by this process now; files that are no entries are left out.
    func abandoned() -> [JournalEntry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().prefix(Self.limit).compactMap { name in
            JournalEntry(claiming: "\(folder)/\(name)")
        }
    }

    /// What nobody can read, so that nobody stops what it tells of: files that are no entries, and the folder itself.
    ///
    /// Empty files are left out: their launchers died before they asked for anything.
    /// - Returns: a ``FargateError/unreadableJournal(path:reason:)`` each, by their names.
    public func unreadable() -> [FargateError] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch CocoaError.fileReadNoSuchFile {
            return []
        } catch {
            return [.unreadableJournal(path: folder, reason: error.localizedDescription)]
        }
        return names.filter { $0.hasSuffix(".json") }.sorted().prefix(Self.limit).compactMap { name in
            let path = "\(folder)/\(name)"
            return JournalEntry.problem(of: path).map { .unreadableJournal(path: path, reason: $0) }
        }
    }
}

/// What is known of a task from outside of AWS.
struct TaskRecord: Hashable, Sendable, Codable {
    /// What makes a second request start nothing, and by which ECS lists the task.
    var token: String
    /// The run's name.
    var id: String
    /// Where it was asked for.
    var region: String
    /// The account that pays for it; nil where that was not known.
    var account: String?
    /// Its cluster.
    var cluster: String
    /// Its full name; nil before ECS has said it.
    var task: String?
    /// When it was asked for, in nanoseconds since 1970.
    var startedAt: Int64

    enum CodingKeys: String, CodingKey {
        case token, id, region, account, cluster, task
        case startedAt = "started_at"
    }

    /// When it was asked for.
    var start: WallTime {
        WallTime(nanoseconds: startedAt)
    }
}
