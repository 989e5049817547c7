import LabModel
import Subprocess
import SystemPackage

/// Runs a program that prints credentials as JSON.
struct CredentialProcess: Sendable {
    let environment: [String: String]
    let clock: any LabClock
    /// How long it may take: a person may have to agree on a device.
    var limit = Latency.seconds(60)

    /// What a program left behind.
    private struct Ending: Sendable {
        var isGood: Bool
        var output: String
        var errors: String
    }

    /// Runs a program to its end.
    /// - Parameters:
    ///   - line: its name on the `PATH`, and its arguments.
    ///   - source: on whose behalf, for messages.
    /// - Returns: the credentials that it printed.
    /// - Throws: ``AWSError/badCredentials(source:reason:)``, ``AWSError/cancelled``.
    func run(_ line: [String], source: String) async throws(AWSError) -> AWSCredentials {
        let ending: Ending?
        do {
            ending = try await timed { try await start(line) }
        } catch is CancellationError {
            throw .cancelled
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .badCredentials(source: source, reason: "the program \(line.first ?? "") is not installed")
        } catch {
            throw .badCredentials(source: source, reason: "its program could not be run")
        }
        guard let ending else {
            throw .badCredentials(source: source, reason: "its program took longer than \(Latency.text(of: limit))")
        }
        guard ending.isGood else {
            let last = ending.errors.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
            throw .badCredentials(source: source, reason: last.map { String($0.prefix(300)) } ?? "its program failed")
        }
        return try CredentialDocument.read(Array(ending.output.utf8), source: source)
    }

    private func start(_ line: [String]) async throws -> Ending {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment {
            variables[Environment.Key(stringLiteral: name)] = value
        }
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
        let program = line.first ?? ""
        let result = try await Subprocess.run(
            program.hasPrefix("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(Array(line.dropFirst())),
            environment: .custom(variables),
            platformOptions: options,
            input: .none,
            output: .string(limit: 64 << 10),
            error: .string(limit: 64 << 10)
        )
        return Ending(
            isGood: result.terminationStatus.isSuccess,
            output: result.standardOutput,
            errors: result.standardError
        )
    }

    /// Does the work; nil where the time is over first, and its program is then ended.
    private func timed(_ work: @escaping @Sendable () async throws -> Ending) async throws -> Ending? {
        let clock = clock
        let limit = limit
        return try await withThrowingTaskGroup(of: Ending?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await clock.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next().flatMap { $0 }
        }
    }
}
