import Foundation
import LabModel
import LabTesting
import Machine
import SlurmJobs
import Testing

/// A sweep on a Slurm of its own, driven by the commands that a user types.
struct ClusterSweep: Sendable {
    /// A line of the inputs.
    struct Line: Sendable {
        var name: String
        var folder: String
    }

    /// What the sweep's own record says of its jobs.
    struct Manifest: Decodable {
        struct Job: Decodable {
            var id: SlurmJobID
            var offset: Int
        }

        struct Rounds: Decodable {
            var limit: Int
            var done: Int
        }

        var jobs: [Job]
        var mergeJob: SlurmJobID?
        var rounds: Rounds

        enum CodingKeys: String, CodingKey {
            case jobs, rounds
            case mergeJob = "merge_job"
        }
    }

    /// What is known of the sweep from outside: from Slurm and from the results folder.
    struct View: Sendable {
        /// Lines whose store is there.
        var published: Set<Int> = []
        /// What Slurm knows of each line.
        var tasks: [Int: [SlurmTask]] = [:]
        /// Whether the job that merges is to come or runs, and submits again what was killed.
        var resubmits = false

        func isWaiting(_ line: Int) -> Bool {
            tasks[line]?.contains { $0.state.isWaiting } == true
        }

        func isRunning(_ line: Int) -> Bool {
            tasks[line]?.contains { $0.state.isRunning } == true
        }

        var running: [SlurmTask] {
            tasks.values.flatMap { $0 }.filter { $0.state == .running }
        }
    }

    static let name = "night"

    let server: SlurmServer
    let slurm: SlurmCommands
    let clock = SystemClock()
    /// Where the lab's executables are.
    let executables: String
    let lines: [Line]

    /// Writes the first lines of the first lab's grid into the server's folder.
    init(on server: SlurmServer, lines count: Int, executables: String) throws {
        self.server = server
        self.executables = executables
        slurm = try SlurmCommands(environment: server.environment, clock: clock)
        let clone = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let grid = try String(contentsOf: clone.appending(path: "slurm/slurm_inputs.txt"), encoding: .utf8)
        let chosen = grid.split(separator: "\n").prefix(count)
        lines = chosen.map { line in
            let cells = line.split(separator: " ")
            return Line(name: String(cells[4]), folder: cells.joined(separator: "-"))
        }
        let text = chosen.map { $0 + "\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: server.folder.file("inputs.txt")))
    }

    /// The experiment's folder.
    var folder: String {
        server.folder.file("results/\(Self.name)")
    }

    /// Runs `glasslab sweep` as a user does who has Slurm on the PATH.
    func sweep(_ arguments: [String]) async throws -> BuiltExecutable.Outcome {
        try await server.run(["env", "GLASSLAB_RESULTS=results", "\(executables)/glasslab", "sweep"] + arguments)
    }

    /// The sweep's own record.
    func manifest() throws -> Manifest {
        let data = try Data(contentsOf: URL(filePath: folder + "/sweep.json"))
        return try JSONDecoder().decode(Manifest.self, from: data)
    }

    /// Looks at Slurm and at the folder.
    func view() async throws -> View {
        var view = View()
        let manifest = try manifest()
        let jobs = manifest.jobs
        let offsets = Dictionary(jobs.map { ($0.id, $0.offset) }, uniquingKeysWith: { _, last in last })
        for task in try await slurm.tasks(of: jobs.map(\.id) + [manifest.mergeJob].compactMap { $0 }) {
            if task.job == manifest.mergeJob {
                view.resubmits = !task.state.isOver && manifest.rounds.done < manifest.rounds.limit
            }
            guard let index = task.index, let offset = offsets[task.job] else { continue }
            view.tasks[index + offset, default: []].append(task)
        }
        for (index, line) in lines.enumerated()
        where FileManager.default.fileExists(atPath: "\(folder)/\(line.folder)/lab.sqlite") {
            view.published.insert(index + 1)
        }
        return view
    }

    /// Waits until the job that merges has ended and left no other behind; half an hour only guards against a hang.
    func waitForMerge(_ meanwhile: () async throws -> Void) async throws -> SlurmTask? {
        let deadline = clock.monotonicNow() + .seconds(1_800)
        while clock.monotonicNow() < deadline {
            let job = try #require(try manifest().mergeJob)
            let task = try await slurm.tasks(of: [job]).first
            if task?.state.isOver != false, try manifest().mergeJob == job { return task }
            try await meanwhile()
            try await clock.sleep(for: .milliseconds(200))
        }
        Issue.record("the job that merges has not ended: \(server.log.suffix(2_000))")
        return nil
    }
}
