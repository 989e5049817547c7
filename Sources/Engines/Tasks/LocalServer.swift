import Foundation
public import LabModel
import Machine
import Subprocess
import SystemPackage

/// A server of somebody else's as a process of this machine, with a folder of its own, for as long as something is done
/// with it.
///
/// It ends with this process however that ends: a shell stands between the two and sees its standard input close.
public struct LocalServer: Sendable {
    private let executable: String
    private let clock: any LabClock
    private let readyLimit: Latency

    /// Prepares a server.
    ///
    /// - Parameters:
    ///   - executable: its path.
    ///   - clock: the clock of the waiting.
    ///   - readyLimit: how long it may take to serve.
    public init(executable: String, clock: any LabClock, readyLimit: Latency = .seconds(30)) {
        self.executable = executable
        self.clock = clock
        self.readyLimit = readyLimit
    }

    /// Why a server did not come to serve.
    public struct Failure: Error, Equatable {
        /// The end of what it said on standard error, or what happened to it.
        public var reason: String
        /// The last lines of standard error, oldest first: what it says last is not always why.
        public var said: [String] = []
    }

    /// Starts the server, waits until it serves, does the work, ends the server and removes its folder, whatever the work
    /// does.
    ///
    /// - Parameters:
    ///   - folder: the server's own, which is there already; removed at the end, also when this process is killed.
    ///   - arguments: the server's; it must stay in the foreground.
    ///   - ports: ports of 127.0.0.1 on which it listens once it serves.
    ///   - readyFile: a file that it writes once it listens, because on a port alone anybody may listen; nil for none.
    ///   - work: what to do while it serves.
    /// - Returns: what the work returns.
    /// - Throws: ``Failure`` when it does not come to serve; what the work throws.
    public func run<Result: Sendable>(
        in folder: String,
        arguments: [String],
        listeningOn ports: [Int],
        readyFile: String? = nil,
        whileServing work: @Sendable () async throws -> Result
    ) async throws -> Result {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let words = LastWords()
        var options = PlatformOptions()
        // Ctrl-C reaches a terminal's whole process group: the server is ended by us, after the run.
        options.processGroupID = 0
        options.teardownSequence = Self.stopping
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = try await Subprocess.run(
                .path("/bin/sh"),
                arguments: Arguments(["-c", Self.script, "glasslab-server", folder, executable] + arguments),
                platformOptions: options,
                input: .inputWriter,
                output: .discarded,
                error: .sequence
            ) { execution in
                await serve(execution, ports: ports, readyFile: readyFile, words: words, work: work)
            }
            .closureResult
        } catch let error as SubprocessError {
            throw Failure(reason: "\(error)")
        }
        return try outcome.mapError { ($0 as? Waiting)?.failure(words) ?? $0 }.get()
    }

    /// Asked twice, then killed with all that it has started: nginx forgets a signal that comes just after it has written
    /// its pid file, before it waits for signals.
    private static let stopping = [
        TeardownStep.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2)),
        TeardownStep.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(3)),
    ]

    /// Starts the server and waits for its end; ends it when standard input closes, which this process holds open.
    ///
    /// It leads a process group, and kills that when the server does not end for being asked.
    static let script = """
        folder=$1; shift
        trap '' INT HUP
        exec 3<&0 4>&2 2>/dev/null
        "$@" </dev/null 2>&4 3<&- 4>&- &
        server=$!
        {
            trap '' TERM
            exec >/dev/null 4>&-
            read -r line <&3
            for pause in 2 3; do kill -TERM "$server"; sleep "$pause"; done
            rm -rf -- "$folder"
            kill -KILL 0
        } &
        watcher=$!
        exec 3<&- 4>&-
        trap 'kill -TERM "$server"' TERM
        wait "$server"
        while kill -0 "$server"; do wait "$server"; done
        kill -KILL "$watcher"
        rm -rf -- "$folder"
        """

    private func serve<Result: Sendable>(
        _ execution: Execution<CustomWriteInput, DiscardedOutput, SequenceOutput>,
        ports: [Int],
        readyFile: String?,
        words: LastWords,
        work: @Sendable () async throws -> Result
    ) async -> Swift.Result<Result, any Error> {
        let listening = Task {
            for try await line in execution.standardError.strings() {
                words.add(line)
            }
        }
        let outcome: Swift.Result<Result, any Error>
        do {
            try await ready(ports, file: readyFile, process: execution.processIdentifier.value)
            outcome = .success(try await work())
        } catch {
            outcome = .failure(error)
        }
        // Where the pipe is closed already, the server has ended.
        try? await execution.standardInputWriter.finish()
        await execution.teardown(using: Self.stopping)
        // What the server still says is worth having; that its pipe broke is not.
        try? await listening.value
        return outcome
    }

    private func ready(_ ports: [Int], file: String?, process: Int32) async throws {
        let deadline = clock.monotonicNow() + readyLimit
        while clock.monotonicNow() < deadline {
            let isRunning = ProcessWatch.isRunning(process)
            if file.map(FileManager.default.fileExists) ?? true, ports.allSatisfy(Self.isListening) {
                return
            }
            guard isRunning else { throw Waiting.ended }
            try await clock.sleep(for: .milliseconds(10))
        }
        throw Waiting.tooLong
    }

    private static func isListening(_ port: Int) -> Bool {
        guard let connection = try? TCPConnection.connect(host: "127.0.0.1", port: port, limit: .seconds(1)) else {
            return false
        }
        connection.close()
        return true
    }

    /// How waiting failed; what the server said is known only once it has ended.
    private enum Waiting: Error {
        case ended
        case tooLong

        func failure(_ words: LastWords) -> Failure {
            let said = words.last
            guard said.isEmpty else { return Failure(reason: said, said: words.all) }
            return Failure(reason: self == .ended ? "it ended without a word" : "it did not listen in time")
        }
    }
}
