import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import SlurmJobs
import Testing

/// A whole sweep on a real Slurm, some of it killed.
///
/// The suite does four lines. The first lab's whole grid, with release executables and another seed:
/// `SWEEP_LINES=60 SWEEP_SEED=2 SWEEP_EXECUTABLES=$PWD/.build/release scripts/test --filter SweepOnSlurmTests`;
/// with `SWEEP_KILLED=0` nothing is killed.
@Suite(.realTime) struct SweepOnSlurmTests {
    private static func setting(_ name: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
    }

    private static let lines = setting("SWEEP_LINES", 4)
    /// A tenth, and at least one of each kind.
    private static let killed = setting("SWEEP_KILLED", max(2, lines / 10))

    @Test func eachLineIsThereOnceWhateverIsKilled() async throws {
        var settings = SlurmServer.Settings()
        settings.processors = 4
        settings.memorySeconds = 3_600
        try await SlurmServer.serving(settings) { server in
            let sweep = try ClusterSweep(
                on: server,
                lines: Self.lines,
                executables: ProcessInfo.processInfo.environment["SWEEP_EXECUTABLES"] ?? BuiltExecutable.folder
            )
            var killer = SweepKiller(sweep: sweep, victims: Self.killed, seed: UInt64(Self.setting("SWEEP_SEED", 1)))
            let status = StatusCheck(sweep: sweep)
            try await submit(sweep, expecting: Self.lines, first: true)
            try await killer.strikeTheFirst()
            _ = try await sweep.waitForMerge {
                try await killer.strike()
                try await status.ask()
            }
            // Of the suite's few lines, all may have been done before one could be struck.
            #expect(killer.hasStruck || Self.killed == 0 || Self.lines < 10)
            try await checkThatKilledLinesCameAgain(sweep)
            // What was killed came again by itself; what failed by itself, where the machine is busy, is submitted by hand.
            for _ in 0..<5 {
                let answer = try await status.ask()
                let done = answer.counts["done"] ?? 0
                try checkStore(sweep, runs: done)
                if done == Self.lines { break }
                #expect(answer.lines.allSatisfy { ["done", "failed"].contains($0.state) })
                #expect(!answer.lines.contains { $0.reason?.contains("signal") == true }, "\(answer)")
                try await submit(sweep, expecting: Self.lines - done, first: false)
                _ = try await sweep.waitForMerge { try await status.ask() }
            }
            #expect(try await status.ask().counts["done"] == Self.lines)
            try checkStore(sweep, runs: Self.lines)
            try await submitNothing(sweep)
        }
    }

    private func submit(_ sweep: ClusterSweep, expecting lines: Int, first: Bool) async throws {
        let inputs = ["--inputs", "inputs.txt", "--concurrency", "2", "--duration", Self.lines < 10 ? "3" : "1"]
        let outcome = try await sweep.sweep(["submit", ClusterSweep.name, "--json"] + (first ? inputs : []))
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("\"submitted\":\(lines)"), "\(outcome.output)")
    }

    private func checkThatKilledLinesCameAgain(_ sweep: ClusterSweep) async throws {
        let view = try await sweep.view()
        for (line, tasks) in view.tasks where tasks.contains(where: { $0.exitCode == 137 }) {
            #expect(tasks.count > 1 || view.published.contains(line), "\(tasks)")
        }
        let rounds = try sweep.manifest().rounds
        #expect(rounds.limit == 2 && rounds.done <= rounds.limit)
    }

    private func submitNothing(_ sweep: ClusterSweep) async throws {
        let jobs = try sweep.manifest().jobs.count
        let outcome = try await sweep.sweep(["submit", ClusterSweep.name, "--json"])
        #expect(outcome.exitCode == 0 && outcome.output.contains("\"submitted\":0"), "\(outcome)")
        #expect(try sweep.manifest().jobs.count == jobs)
    }

    /// The merged store holds the published lines, each once.
    private func checkStore(_ sweep: ClusterSweep, runs count: Int) throws {
        guard count > 0 else { return }
        let runs = try RunStore.open(sweep.folder + "/lab.sqlite", mode: .readOnly).runs()
        #expect(runs.count == count)
        #expect(Set(runs.map(\.uuid)).count == count)
        #expect(Set(runs.map(\.id)).count == count)
        #expect(Set(runs.map(\.id)).isSubset(of: Set(sweep.lines.map(\.name))))
        #expect(runs.allSatisfy { $0.state == .complete && $0.attempt == 1 })
    }
}
