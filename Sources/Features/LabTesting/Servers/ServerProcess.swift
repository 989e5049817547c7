import Foundation
import Glibc
public import LabModel
import Machine

/// A server that nobody here wrote, as a process of a test's own.
///
/// It ends with ``stop()``, when nobody holds it any more, and when the tests are killed.
public final class ServerProcess: Sendable {
    /// Why a server does not serve.
    public struct Failure: Error, CustomStringConvertible {
        /// What the test calls it.
        public var name: String
        /// What went wrong.
        public var reason: String
        /// The end of what it wrote.
        public var log: String

        /// The reason, and the server's own words below it.
        public var description: String {
            "\(name) \(reason):\n\(log)"
        }
    }

    /// What the test calls it.
    public let name: String
    /// Its process.
    public let processID: Int32

    private let process: GroupProcess
    private let waiter: WorkerThread
    private let logFile: String
    private let folder: TemporaryFolder

    private init(
        name: String,
        started: (process: GroupProcess, waiter: WorkerThread),
        logFile: String,
        folder: TemporaryFolder
    ) {
        self.name = name
        process = started.process
        processID = started.process.id
        waiter = started.waiter
        self.logFile = logFile
        self.folder = folder
    }

    deinit {
        endGroup()
        waiter.join()
    }

    /// Starts a server and waits until it can be used.
    ///
    /// - Parameters:
    ///   - command: the executable's path or its name on the PATH, and its arguments.
    ///   - folder: its working folder, kept as long as the server; its output goes to a file there.
    ///   - ready: what must hold before it is used.
    ///   - limit: how long that may take.
    ///   - hasWorkers: whether it must end its own processes when the tests are killed: it is then asked to end.
    /// - Returns: the server.
    /// - Throws: ``Failure`` with the end of its output when it ends first or takes too long.
    public static func start(
        _ command: [String],
        in folder: TemporaryFolder,
        ready: [ServerReadiness],
        limit: Latency = .untilItHangs,
        hasWorkers: Bool = false
    ) async throws -> ServerProcess {
        let name = command.first.map { URL(filePath: $0).lastPathComponent } ?? "nothing"
        let logFile = folder.file("\(name)-\(UUID().uuidString.prefix(8)).log")
        let started = try await GroupProcess.start(
            ["setpriv", "--pdeathsig", hasWorkers ? "TERM" : "KILL", "--"] + command,
            folder: folder.path,
            logFile: logFile
        )
        let server = ServerProcess(name: name, started: started, logFile: logFile, folder: folder)
        try await server.wait(for: ready, limit: limit)
        return server
    }

    /// Everything it wrote to standard output and standard error, up to 16 MiB.
    public var log: String {
        guard let file = FileHandle(forReadingAtPath: logFile) else { return "" }
        defer { try? file.close() }
        let bytes = (try? file.read(upToCount: 16 << 20)) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether it has not ended.
    public var isRunning: Bool {
        process.isRunning
    }

    /// Ends it by SIGTERM, after five seconds by SIGKILL, and waits until it has ended; harmless when it has.
    public func stop() async {
        process.signal(SIGTERM)
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .seconds(5)
        while process.isRunning, clock.monotonicNow() < deadline {
            try? await clock.sleep(for: .milliseconds(5))
        }
        await kill()
    }

    /// Ends it and what it started by SIGKILL, as a crash would, and waits until it has ended.
    public func kill() async {
        endGroup()
        await waiter.ended()
    }

    /// Waits until it ends by itself.
    /// - Returns: its exit code, or 128 plus the number of the signal that ended it.
    public func ended() async -> Int32 {
        await waiter.ended()
        return process.exitCode ?? -1
    }

    private func endGroup() {
        process.signalGroup(SIGKILL)
    }

    private func wait(for conditions: [ServerReadiness], limit: Latency) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + limit
        var open = conditions
        while true {
            let isRunning = process.isRunning
            let text = log
            open.removeAll { $0.holds(log: text) }
            if open.isEmpty { return }
            guard isRunning else { throw failure("ended before it served") }
            guard clock.monotonicNow() < deadline else { throw failure("does not serve after \(limit)") }
            try await clock.sleep(for: .milliseconds(10))
        }
    }

    private func failure(_ reason: String) -> Failure {
        Failure(name: name, reason: reason, log: String(log.suffix(4_096)))
    }
}
