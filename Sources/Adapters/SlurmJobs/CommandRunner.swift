import Foundation
import LabModel
import Subprocess
import SystemPackage

/// Runs one of Slurm's commands to its end, within limits.
struct CommandRunner: Sendable {
    /// Where each command is.
    let paths: [String: String]
    let environment: [String: String]
    let clock: any LabClock
    let limits: SlurmCommands.Limits

    /// What a command that was run to its end left behind.
    private struct Ending: Sendable {
        var status: TerminationStatus
        var output: String
        var errors: String
    }

    /// Looks for a command in the folders of a PATH.
    static func find(_ command: String, path: String) throws(SlurmError) -> String {
        for folder in path.split(separator: ":") {
            let candidate = "\(folder)/\(command)"
            if FileManager.default.isExecutableFile(atPath: candidate) {
                return candidate
            }
        }
        throw .notInstalled(command: command)
    }

    /// Runs a command.
    ///
    /// - Parameters:
    ///   - line: its name and its arguments.
    ///   - extra: variables besides the environment's.
    /// - Returns: what it wrote to standard output.
    /// - Throws: ``SlurmError``.
    func run(_ line: [String], extra: [String: String] = [:]) async throws(SlurmError) -> String {
        let command = line.first ?? ""
        guard let path = paths[command] else { throw .notInstalled(command: command) }
        let ending: Ending
        do {
            ending = try await timed(command) {
                try await start(path, arguments: Array(line.dropFirst()), extra: extra)
            }
        } catch let error as SlurmError {
            throw error
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw .tooMuchOutput(command: command, limit: limits.output)
        } catch {
            throw .notStarted(command: command, reason: "\(error)")
        }
        guard case .exited(0) = ending.status else {
            throw Self.failure(of: command, saying: ending.errors, status: ending.status)
        }
        return ending.output
    }

    private func start(_ path: String, arguments: [String], extra: [String: String]) async throws -> Ending {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment.merging(extra, uniquingKeysWith: { _, second in second }) {
            variables[Environment.Key(stringLiteral: name)] = value
        }
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
        let result = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(arguments),
            environment: .custom(variables),
            platformOptions: options,
            input: .none,
            output: .string(limit: limits.output.bytes),
            error: .string(limit: 1 << 20)
        )
        return Ending(
            status: result.terminationStatus,
            output: result.standardOutput,
            errors: result.standardError
        )
    }

    /// Does the work unless the time is over first; the process is then ended.
    private func timed(
        _ command: String,
        _ work: @escaping @Sendable () async throws -> Ending
    ) async throws -> Ending {
        let clock = clock
        let limit = limits.time
        return try await withThrowingTaskGroup(of: Ending?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await clock.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let ending = first else {
                throw SlurmError.tooSlow(command: command, limit: limit)
            }
            return ending
        }
    }

    /// What Slurm's commands say when the controller is away or has no room: the same may be accepted later.
    private static let passing = [
        "Unable to contact slurm controller", "Socket timed out", "Connection refused", "temporarily unable",
        "Resource temporarily unavailable", "Transport endpoint is not connected", "Zero Bytes were transmitted",
    ]

    static func failure(of command: String, saying text: String, status: TerminationStatus) -> SlurmError {
        let lines = text.split(separator: "\n").map { line in
            line.hasPrefix("\(command): ") ? line.dropFirst(command.count + 2) : line
        }
        let reason = lines.last.map { String($0.trimmed.prefix(300)) } ?? "no reason, \(Self.text(of: status))"
        return passing.contains { text.contains($0) }
            ? .unavailable(command: command, reason: reason) : .refused(command: command, reason: reason)
    }

    private static func text(of status: TerminationStatus) -> String {
        switch status {
        case .exited(let code): "exit code \(code)"
        case .signaled(let signal): "signal \(signal)"
        }
    }
}
