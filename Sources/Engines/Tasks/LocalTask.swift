import Foundation
public import LabModel
import Machine
import Subprocess
import SystemPackage

/// A streamer as a process of this machine, for as long as something is done with it.
public struct LocalTask: StreamerTask {
    private let settings: StreamerTaskSettings
    private let clock: any LabClock
    private let executable: String?
    private let readyLimit: Latency
    private let onLine: @Sendable (String) -> Void

    /// Prepares a task.
    ///
    /// - Parameters:
    ///   - settings: what to stream.
    ///   - clock: the clock of the waiting.
    ///   - executable: the streamer; nil looks beside this executable, then on the PATH.
    ///   - readyLimit: how long it may take to serve.
    ///   - onLine: told each line that the streamer writes to standard error.
    public init(
        _ settings: StreamerTaskSettings,
        clock: any LabClock,
        executable: String? = nil,
        readyLimit: Latency = .seconds(30),
        onLine: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.settings = settings
        self.clock = clock
        self.executable = executable
        self.readyLimit = readyLimit
        self.onLine = onLine
    }

    /// Starts the streamer, waits until it serves, does the work and stops the streamer, whatever the work does.
    ///
    /// The streamer also ends when this process is killed: it watches its launcher.
    ///
    /// - Parameter work: what to do while the streamer serves.
    /// - Returns: what the work returns.
    /// - Throws: ``TaskError`` when the streamer does not come to serve; what the work throws.
    public func run<Result: Sendable>(
        whileServing work: @Sendable (StreamerAddress) async throws -> Result
    ) async throws -> Result {
        let path =
            try executable
            ?? ExecutableLookup.find(
                "streamer",
                beside: ExecutableLookup.own,
                path: ProcessInfo.processInfo.environment["PATH"]
            )
        let readyFile = NSTemporaryDirectory() + "glasslab-ready-\(UUID().uuidString.lowercased()).json"
        defer { try? FileManager.default.removeItem(atPath: readyFile) }
        let words = LastWords()
        var options = PlatformOptions()
        // Ctrl-C reaches a terminal's whole process group: the streamer is stopped by us, after its last answers.
        options.processGroupID = 0
        options.teardownSequence = [Self.stopping]
        let result = try await started(at: path) {
            try await Subprocess.run(
                .path(FilePath(path)),
                arguments: Arguments(arguments(readyFile: readyFile)),
                environment: environment,
                platformOptions: options,
                input: .none,
                output: .discarded,
                error: .sequence
            ) { execution in
                await serve(execution, readyFile: readyFile, words: words, work: work)
            }
        }
        return try explained(result.closureResult, ended: result.terminationStatus, words: words).get()
    }

    /// Does nothing: a streamer of this machine serves or fails soon.
    public func giveUp() {}

    /// Does nothing: a streamer of this machine dies with the process that started it.
    public func stopNow() async {}

    private static let stopping = TeardownStep.gracefulShutDown(allowedDurationToNextStep: .seconds(5))

    private func started<Value: ~Copyable>(at path: String, _ start: () async throws -> Value) async throws -> Value {
        do {
            return try await start()
        } catch let error as SubprocessError {
            throw TaskError.notStarted(path: path, reason: "\(error)")
        }
    }

    private func serve<Result: Sendable>(
        _ execution: Execution<NoInput, DiscardedOutput, SequenceOutput>,
        readyFile: String,
        words: LastWords,
        work: @Sendable (StreamerAddress) async throws -> Result
    ) async -> Swift.Result<Result, any Error> {
        let listening = Task {
            for try await line in execution.standardError.strings() {
                words.add(line)
                onLine(line)
            }
        }
        let outcome: Swift.Result<Result, any Error>
        do {
            let address = try await ready(readyFile, process: execution.processIdentifier.value)
            outcome = .success(try await work(address))
        } catch {
            outcome = .failure(error)
        }
        await execution.teardown(using: [Self.stopping])
        // What the streamer still says is worth having; that its pipe broke is not.
        try? await listening.value
        return outcome
    }

    /// Waits for the ready file; it appears whole, by rename.
    private func ready(_ file: String, process: Int32) async throws -> StreamerAddress {
        let deadline = clock.monotonicNow() + readyLimit
        while clock.monotonicNow() < deadline {
            let isRunning = ProcessWatch.isRunning(process)
            if let text = FileManager.default.contents(atPath: file),
                let address = StreamerAddress(readyFile: text, host: "127.0.0.1")
            {
                return address
            }
            guard isRunning else { throw Waiting.ended }
            try await clock.sleep(for: .milliseconds(5))
        }
        throw Waiting.tooLong
    }

    /// How waiting for the streamer failed; its exit code and last words are known only once it has ended.
    private enum Waiting: Error {
        case ended
        case tooLong
    }

    private func explained<Result>(
        _ outcome: Swift.Result<Result, any Error>,
        ended status: TerminationStatus,
        words: LastWords
    ) -> Swift.Result<Result, any Error> {
        outcome.mapError { error in
            switch (error, status) {
            case (Waiting.ended, .exited(let code)): TaskError.endedEarly(code: Int32(code), lastWords: words.last)
            case (Waiting.ended, .signaled(let signal)):
                TaskError.endedEarly(code: 128 + Int32(signal), lastWords: words.last)
            case (Waiting.tooLong, _): TaskError.notReady(limit: readyLimit, lastWords: words.last)
            default: error
            }
        }
    }

    private func arguments(readyFile: String) -> [String] {
        let own = ProcessInfo.processInfo.processIdentifier
        return settings.flags + [
            "--host", "127.0.0.1", "--port", "0", "--ready-file", readyFile, "--exit-with", "\(own)",
            "--config", "/dev/null",
        ]
    }

    /// The launcher's environment without the lab's settings, which travel as flags.
    private var environment: Environment {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in ProcessInfo.processInfo.environment where !name.hasPrefix("GLASSLAB_") {
            variables[Environment.Key(stringLiteral: name)] = value
        }
        for (name, value) in settings.variables {
            variables[Environment.Key(stringLiteral: name)] = value
        }
        return .custom(variables)
    }
}
