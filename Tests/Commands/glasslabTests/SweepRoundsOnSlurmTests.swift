import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import SlurmJobs
import Testing

/// Which lines of a sweep on a real Slurm come again by themselves, with a stand-in where lines are measured.
@Suite(.realTime, .timeLimit(.minutes(60))) struct SweepRoundsOnSlurmTests {
    private struct Status: Decodable {
        struct Line: Decodable {
            var state: String
            var reason: String?
        }

        struct Rounds: Decodable, Equatable {
            var limit: Int
            var done: Int
        }

        var lines: [Line]
        var rounds: Rounds
    }

    /// One is done, one is killed each time, one fails, one is cancelled in the queue, one is killed once.
    private static let behaviour = """
        while [ ! -e "$here/go" ]; do sleep 0.05; done
        case $id in
        task_1) kill -9 $parent; exit 0 ;;
        task_2) echo 'the moon is down' >&2; exit 1 ;;
        task_4) [ -e "$here/once" ] || { : > "$here/once"; kill -9 $parent; exit 0; } ;;
        esac
        cp "$here/stores/$id.sqlite" "$db"
        """

    private func glasslab(
        _ arguments: [String],
        _ lab: SweepStandIn,
        on server: SlurmServer
    ) async throws -> BuiltExecutable.Outcome {
        let own = ["SLURM_CONF": server.environment["SLURM_CONF"] ?? "", "TMPDIR": lab.folder.file("tmp")]
        return try await lab.glasslab.run(["sweep"] + arguments, environment: own, in: lab.folder.path)
    }

    private func status(_ lab: SweepStandIn, on server: SlurmServer) async throws -> Status {
        let outcome = try await glasslab(["status", "exp", "--json"], lab, on: server)
        return try JSONDecoder().decode(Status.self, from: Data(outcome.output.utf8))
    }

    /// Waits until no job of the sweep is left.
    private func waitUntilAllHaveEnded(_ server: SlurmServer) async throws {
        let deadline = SystemClock().monotonicNow() + .untilItHangs
        while try await server.run(["squeue", "--noheader"]).output != "" {
            try #require(SystemClock().monotonicNow() < deadline, "\(server.log.suffix(2_000))")
            try await SystemClock().sleep(for: .milliseconds(100))
        }
    }

    @Test func killedLinesComeAgainSoOftenAndTheRestIsMergedAndNamed() async throws {
        var settings = SlurmServer.Settings()
        settings.processors = 4
        try await SlurmServer.serving(settings) { server in
            let lab = try SweepStandIn(lines: 5)
            try lab.behave(Self.behaviour)
            let submitted = try await glasslab(
                [
                    "submit", "exp", "--inputs", "in.txt", "--executables", "bin", "--stagger", "0", "--rounds", "2",
                    "--json",
                ],
                lab,
                on: server
            )
            try #require(submitted.exitCode == 0, "\(submitted.errors)")
            let job = try #require(submitted.output.firstMatch(of: /"jobs":\[(\d+)\]/)).1
            #expect(try await server.run(["scancel", "\(job)_4"]).exitCode == 0)
            try Data().write(to: URL(filePath: lab.folder.file("go")))
            try await waitUntilAllHaveEnded(server)

            let status = try await status(lab, on: server)
            #expect(status.rounds == .init(limit: 2, done: 2))
            #expect(status.lines.map(\.state) == ["done", "failed", "failed", "failed", "done"])
            let reasons = ["it was ended by signal 9", "the moon is down", "it was cancelled before it began"]
            #expect(status.lines[1...3].map(\.reason) == reasons)
            try await checkJobs(lab, on: server)
            let runs = try RunStore.open(lab.folder.file("results/exp/lab.sqlite"), mode: .readOnly).runs()
            #expect(Set(runs.map(\.uuid)) == [lab.uuids[0], lab.uuids[4]] && runs.count == 2)
            let report = try String(contentsOfFile: lab.folder.file("results/exp/report.txt"), encoding: .utf8)
            #expect(report.contains("the moon is down"))
        }
    }

    /// All lines but the cancelled one, then the two that were killed, then the one that was killed again; what is left is said.
    private func checkJobs(_ lab: SweepStandIn, on server: SlurmServer) async throws {
        let folder = lab.folder.file("results/exp")
        let manifest = try JSONDecoder().decode(
            ClusterSweep.Manifest.self,
            from: Data(contentsOf: URL(filePath: folder + "/sweep.json"))
        )
        let merging = try #require(manifest.mergeJob)
        let slurm = try SlurmCommands(environment: server.environment, clock: SystemClock())
        let tasks = try await slurm.tasks(of: manifest.jobs.map(\.id) + [merging])
        #expect(
            manifest.jobs.map { job in tasks.filter { $0.job == job.id }.compactMap(\.index) } == [
                [1, 2, 3, 5], [2, 5], [2],
            ]
        )
        #expect(tasks.first { $0.job == merging }?.exitCode == 3)
        let log = try String(contentsOfFile: folder + "/log/merge-\(merging).log", encoding: .utf8)
        for line in [
            "glasslab: line 2, task_1: it was ended by signal 9\n", "glasslab: line 3, task_2: the moon is down\n",
            "glasslab: line 4, task_3: it was cancelled before it began\n", "2 of 5 lines, 2 runs\n",
        ] {
            #expect(log.contains(line), "\(log)")
        }
        let again = try await glasslab(["collect", "exp", "--resubmit"], lab, on: server)
        #expect(again.exitCode == 3 && again.output.hasPrefix("2 of 5 lines, 2 runs\n"), "\(again)")
    }
}
