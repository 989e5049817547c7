import Foundation
import LabModel
import Machine

/// A Slurm of one node: munged, slurmctld and slurmd of Debian's packages, without systemd and an accounting database.
public final class SlurmServer: ServerForWork {
    /// How it is set up.
    public struct Settings: Sendable, Hashable {
        /// How many processors its node says it has: so many jobs of one task run at the same time.
        public var processors = 2
        /// One more than the highest number of an array's task.
        public var maxArraySize = 1_001
        /// How many jobs the controller keeps at the same time.
        public var maxJobCount = 10_000
        /// Whether a job that exits 75 is queued again by Slurm itself.
        public var requeuesOn75 = true
        /// How many seconds it remembers jobs that have ended.
        public var memorySeconds = 300
        /// How many seconds a message may take; its commands look for a controller that is away for so long too.
        public var messageSeconds = 100

        /// Makes settings for two jobs at a time.
        public init() {}
    }

    /// Its folder: the daemons' files, and room for the test's own.
    public let folder: TemporaryFolder
    /// The variables with which Slurm's commands reach it.
    public let environment: [String: String]

    private let munged: ServerProcess
    private let controller: ServerProcess
    private let node: ServerProcess

    private init(
        folder: TemporaryFolder,
        environment: [String: String],
        munged: ServerProcess,
        controller: ServerProcess,
        node: ServerProcess
    ) {
        self.folder = folder
        self.environment = environment
        self.munged = munged
        self.controller = controller
        self.node = node
    }

    /// Starts a cluster, does the work and ends the cluster with all its jobs, whatever the work does.
    ///
    /// - Parameters:
    ///   - settings: how it is set up.
    ///   - work: what to do with it.
    /// - Returns: what the work returns.
    /// - Throws: ``ServerProcess/Failure`` when it does not come to serve; what the work throws.
    public static func serving<Outcome: Sendable>(
        _ settings: Settings = Settings(),
        _ work: @Sendable (SlurmServer) async throws -> Outcome
    ) async throws -> Outcome {
        try await start(settings).stopped(after: work)
    }

    /// Starts a cluster and waits until its node is idle.
    ///
    /// Whoever starts it must stop it: jobs outlive a node that is killed.
    ///
    /// - Parameter settings: how it is set up.
    /// - Returns: the cluster.
    /// - Throws: ``ServerProcess/Failure``.
    public static func start(_ settings: Settings = Settings()) async throws -> SlurmServer {
        let folder = try TemporaryFolder()
        for name in ["controller", "node"] {
            try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        }
        let ports = (controller: try LoopbackPort.free(), node: try LoopbackPort.free())
        let configuration = SlurmConfiguration(
            settings: settings,
            ports: ports,
            folder: folder.path,
            user: NSUserName()
        )
        let file = folder.file("slurm.conf")
        try Data(configuration.text.utf8).write(to: URL(filePath: file))
        let munged = try await startMunge(in: folder)
        let controller = try await ServerProcess.start(
            ["/usr/sbin/slurmctld", "-D", "-c", "-f", file],
            in: folder,
            ready: [.tcp(port: ports.controller)],
            hasWorkers: true
        )
        let node = try await ServerProcess.start(
            ["/usr/sbin/slurmd", "-D", "-c", "-f", file, "-N", SlurmConfiguration.node],
            in: folder,
            ready: [.tcp(port: ports.node)],
            hasWorkers: true
        )
        let server = SlurmServer(
            folder: folder,
            environment: environment(configuration: file),
            munged: munged,
            controller: controller,
            node: node
        )
        try await server.waitUntilIdle()
        return server
    }

    private static func startMunge(in folder: TemporaryFolder) async throws -> ServerProcess {
        var generator = SystemRandomNumberGenerator()
        let key = Data((0..<1_024).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        try key.write(to: URL(filePath: folder.file("munge.key")))
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: folder.file("munge.key"))
        let socket = folder.file("munge.socket")
        let process = try await ServerProcess.start(
            [
                "/usr/sbin/munged", "--foreground", "--force", "--num-threads=2", "--socket=\(socket)",
                "--key-file=\(folder.file("munge.key"))", "--pid-file=\(folder.file("munged.pid"))",
                "--log-file=\(folder.file("munged.log"))", "--seed-file=\(folder.file("munge.seed"))",
            ],
            in: folder,
            ready: []
        )
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while !FileManager.default.fileExists(atPath: socket) {
            guard process.isRunning, clock.monotonicNow() < deadline else {
                let log = (try? String(contentsOfFile: folder.file("munged.log"), encoding: .utf8)) ?? process.log
                throw ServerProcess.Failure(name: "munged", reason: "does not serve", log: log)
            }
            try await clock.sleep(for: .milliseconds(10))
        }
        return process
    }

    /// The tests' own variables without the lab's settings and without those of a Slurm that the tests may run under.
    private static func environment(configuration: String) -> [String: String] {
        let inherited = ProcessInfo.processInfo.environment.filter { name, _ in
            !["GLASSLAB_", "SLURM_", "SBATCH_", "SQUEUE_", "SCANCEL_"].contains { name.hasPrefix($0) }
        }
        return inherited.merging(["SLURM_CONF": configuration]) { _, own in own }
    }

    /// Runs one of Slurm's commands, or any other, with this cluster's variables.
    ///
    /// - Parameter line: the command's name and its arguments.
    /// - Returns: its exit code and output.
    /// - Throws: what starting it throws.
    public func run(_ line: [String]) async throws -> BuiltExecutable.Outcome {
        let own = ["SLURM_CONF": environment["SLURM_CONF"] ?? ""]
        return try await BuiltExecutable.onPath(line, environment: own, in: folder.path)
    }

    /// What its daemons wrote.
    public var log: String {
        [munged, controller, node].map { "\($0.name):\n\($0.log)" }.joined(separator: "\n")
    }

    /// Takes back all jobs, waits until their processes have ended, and ends the daemons.
    public func stop() async {
        _ = try? await run(["scancel", "--quiet", "--user=\(NSUserName())"])
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline, await !isEmpty() {
            try? await clock.sleep(for: .milliseconds(50))
        }
        // The controller first: it would wait for a node that is gone.
        await controller.stop()
        await node.stop()
        await munged.stop()
    }

    private func isEmpty() async -> Bool {
        guard let queue = try? await run(["squeue", "--noheader"]), queue.exitCode == 0 else { return true }
        return queue.output.isEmpty
    }

    private func waitUntilIdle() async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while try await run(["sinfo", "--noheader", "--format=%t"]).output != "idle\n" {
            guard clock.monotonicNow() < deadline else {
                throw ServerProcess.Failure(name: "slurm", reason: "has no idle node", log: String(log.suffix(8_192)))
            }
            try await clock.sleep(for: .milliseconds(50))
        }
    }
}
