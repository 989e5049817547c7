import Foundation
import Glibc
import LabModel
import Subprocess
import SystemPackage

/// start-task-and-client as a process that does one line.
struct Launcher: Sendable {
    /// How such a process ended.
    struct Ending: Sendable {
        /// Its exit code, or 128 plus the signal that ended it.
        var exitCode: Int
        /// The last line that it wrote, without its name in front; empty where it wrote none.
        var lastWords: String
        /// Whether it took too long and was ended.
        var isOverdue: Bool
    }

    /// How long it may take to end before it is asked again, and from then on before it is killed.
    ///
    /// Asked again, it stops scoring, or stops its task at once and waits for nothing else. Both together are shorter than
    /// what Slurm leaves between SIGTERM and SIGKILL.
    struct Patience: Hashable, Sendable {
        /// From the first SIGTERM to the second.
        var first = Latency.seconds(15)
        /// From the second SIGTERM to SIGKILL.
        var second = Latency.seconds(10)
    }

    /// What is looked at for the last line.
    private static let tailBytes: off_t = 8_192

    /// The executable.
    let path: String
    /// The file that gets all that it writes, at its end.
    let logFile: String
    let clock: any LabClock
    var patience = Patience()

    /// Runs it to its end; where the task is cancelled, or it takes too long, it is asked to end, twice, and waited for.
    ///
    /// - Parameters:
    ///   - arguments: its arguments.
    ///   - heading: a line for the log before all that it writes.
    ///   - limit: how long it may take.
    /// - Returns: how it ended.
    /// - Throws: ``SweepingError`` where the log cannot be written or the executable not be started.
    func run(
        _ arguments: [String],
        heading: String,
        limit: Latency
    ) async throws(SweepingError) -> Ending {
        let log = try Self.openLog(logFile)
        defer { try? log.close() }
        let start = (try? log.seek(offset: 0, from: .end)) ?? 0
        _ = try? log.writeAll((heading + "\n").utf8)
        let (status, isOverdue) = try await status(of: arguments, log: log, limit: limit)
        let code =
            switch status {
            case .exited(let code): Int(code)
            case .signaled(let signal): 128 + Int(signal)
            }
        return Ending(
            exitCode: code,
            lastWords: lastWords(from: start + Int64(heading.utf8.count) + 1),
            isOverdue: isOverdue
        )
    }

    /// Adds a line to a log; nothing depends on it, so that a full disk does not matter.
    static func append(_ line: String, to logFile: String) {
        guard let log = try? openLog(logFile) else { return }
        defer { try? log.close() }
        _ = try? log.writeAll((line + "\n").utf8)
    }

    private static func openLog(_ logFile: String) throws(SweepingError) -> FileDescriptor {
        let descriptor = open(logFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw errno == ENOSPC || errno == EDQUOT
                ? .diskFull(path: logFile) : .unwritable(path: logFile, reason: String(cString: strerror(errno)))
        }
        return FileDescriptor(rawValue: descriptor)
    }

    private func status(
        of arguments: [String],
        log: FileDescriptor,
        limit: Latency
    ) async throws(SweepingError) -> (TerminationStatus, isOverdue: Bool) {
        do {
            return try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
                group.addTask { try await process(arguments, log: log) }
                group.addTask {
                    try? await clock.sleep(for: limit)
                    return nil
                }
                let first = try await group.next() ?? nil
                group.cancelAll()
                if let first { return (first, false) }
                let isOverdue = !Task.isCancelled
                guard let second = try await group.next() ?? nil else {
                    throw SweepingError.notStarted(path: path, reason: "it never ended")
                }
                return (second, isOverdue)
            }
        } catch let error as SweepingError {
            throw error
        } catch {
            throw .notStarted(path: path, reason: "\(error)")
        }
    }

    private func process(_ arguments: [String], log: FileDescriptor) async throws -> TerminationStatus {
        var options = PlatformOptions()
        // Ctrl-C reaches a terminal's whole process group: the launcher is ended by us, and told apart from a failure.
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .terminate, allowedDurationToNextStep: patience.first.duration),
            .send(signal: .terminate, allowedDurationToNextStep: patience.second.duration),
        ]
        return try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(arguments),
            platformOptions: options,
            input: .none,
            output: .fileDescriptor(log, closeAfterSpawningProcess: false),
            error: .fileDescriptor(log, closeAfterSpawningProcess: false)
        )
        .terminationStatus
    }

    /// The last line that says something, of what was written since.
    private func lastWords(from start: Int64) -> String {
        guard let file = FileHandle(forReadingAtPath: logFile) else { return "" }
        defer { try? file.close() }
        guard let end = try? file.seekToEnd() else { return "" }
        let from = max(UInt64(max(0, start)), end > UInt64(Self.tailBytes) ? end - UInt64(Self.tailBytes) : 0)
        guard from < end, (try? file.seek(toOffset: from)) != nil, let data = try? file.readToEnd() else { return "" }
        return Self.lastWords(of: String(decoding: data, as: UTF8.self))
    }

    /// The last line that says something, without the executable's name in front, at most 500 characters.
    static func lastWords(of text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) } ?? ""
        let name = "start-task-and-client: "
        return String((line.hasPrefix(name) ? line.dropFirst(name.count) : line).prefix(500))
    }
}
