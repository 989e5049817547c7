import Foundation
import LabModel
import Machine
import Subprocess
import SystemPackage

/// The built streamer, serving for as long as a test does something with it.
public struct ServingStreamer: Sendable {
    /// The streamer ended, or took a minute, before it served.
    public struct NotServing: Error {
        /// What it said on standard error.
        public var errors: String
    }

    /// The port that it serves on.
    public var port: Int
    /// Its process.
    public var process: Int32

    /// The address of one of its resources on 127.0.0.1, such as `/live.ts`.
    public func url(_ path: String) -> String {
        "http://127.0.0.1:\(port)\(path)"
    }

    /// Starts a streamer, waits until it serves, does something, and ends it by SIGTERM.
    ///
    /// - Parameters:
    ///   - arguments: options besides host, port and ready file.
    ///   - port: the port; 0 lets the system choose.
    ///   - environment: variables besides the inherited ones.
    ///   - work: what to do meanwhile.
    /// - Returns: what the work returns.
    /// - Throws: ``NotServing``; what the work throws.
    public static func serving<Result: Sendable>(
        _ arguments: [String] = ["--image-size", "0"],
        port: Int = 0,
        environment: [String: String] = [:],
        _ work: @Sendable (ServingStreamer) async throws -> Result
    ) async throws -> Result {
        let folder = try TemporaryFolder()
        let readyFile = folder.file("ready.json")
        let result = try await Subprocess.run(
            // A library that is loaded before it may move the environment, behind which Swift looks for the arguments: the
            // shell, which is replaced by the streamer, takes that on itself.
            .path("/bin/sh"),
            arguments: Arguments(
                ["-c", #"exec "$0" "$@""#, BuiltExecutable("streamer").path, "--port", "\(port)"]
                    + ["--ready-file", readyFile] + arguments
            ),
            environment: BuiltExecutable.environment(environment),
            workingDirectory: FilePath(folder.path),
            input: .none,
            output: .discarded,
            error: .string(limit: 1 << 20)
        ) { execution in
            let process = execution.processIdentifier.value
            let outcome: Swift.Result<Result, any Error>?
            if let port = await readyPort(readyFile, process: process) {
                outcome = await worked { try await work(ServingStreamer(port: port, process: process)) }
            } else {
                outcome = nil
            }
            await execution.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))])
            return outcome
        }
        guard let outcome = result.closureResult else { throw NotServing(errors: result.standardError) }
        return try outcome.get()
    }

    private static func worked<Result>(
        _ work: () async throws -> Result
    ) async -> Swift.Result<Result, any Error> {
        do {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }

    /// The port in the ready file, once it is there; nil when the process ends first or hangs.
    private static func readyPort(_ file: String, process: Int32) async -> Int? {
        struct Ready: Decodable {
            var port: Int
        }
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline {
            if let text = FileManager.default.contents(atPath: file) {
                return try? JSONDecoder().decode(Ready.self, from: text).port
            }
            guard ProcessWatch.isRunning(process) else { return nil }
            try? await clock.sleep(for: .milliseconds(10))
        }
        return nil
    }
}
