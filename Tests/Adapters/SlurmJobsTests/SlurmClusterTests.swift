import Foundation
import LabModel
import LabTesting
import Machine
import SlurmJobs
import Testing

/// The commands against a real Slurm.
@Suite(.realTime) struct SlurmClusterTests {
    /// Waits until some tasks are as wanted; the deadline only guards against a test that hangs.
    private func wait(
        _ commands: SlurmCommands,
        _ jobs: [SlurmJobID],
        until isWanted: ([SlurmTask]) -> Bool
    ) async throws -> [SlurmTask] {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        var tasks: [SlurmTask] = []
        while clock.monotonicNow() < deadline {
            tasks = try await commands.tasks(of: jobs)
            if isWanted(tasks) { return tasks }
            try await clock.sleep(for: .milliseconds(100))
        }
        Issue.record("still \(tasks)")
        return tasks
    }

    private func commands(_ server: SlurmServer) throws -> SlurmCommands {
        try SlurmCommands(environment: server.environment, clock: SystemClock())
    }

    private func job(_ script: BatchScript, _ name: String, in server: SlurmServer) throws -> BatchJob {
        try Data(script.text.utf8).write(to: URL(filePath: server.folder.file(name)))
        var job = BatchJob(script: server.folder.file(name), name: name)
        job.folder = server.folder.path
        job.output = server.folder.file("\(name)-%a.log")
        job.timeLimit = .seconds(60)
        return job
    }

    private func read(_ name: String, in server: SlurmServer) -> String {
        (try? String(contentsOfFile: server.folder.file(name), encoding: .utf8)) ?? ""
    }

    /// A task: writes down that it begins and ends, the latter not before a second one has begun, however long Slurm
    /// takes to start that; the first of them asks once to be queued again, the third fails.
    private static let body = """
        echo "begin $1" >>order
        while [ "$(grep -c begin order)" -lt 2 ]; do sleep 0.05; done
        sleep 0.3
        code=0
        if [ "$1" = 1 ] && [ "${SLURM_RESTART_COUNT:-0}" = 0 ]; then code=75; fi
        if [ "$1" = 3 ]; then code=7; fi
        echo "end $1" >>order
        exit "$code"
        """

    private func arrayScript() -> BatchScript {
        BatchScript(command: [.text("sh"), .text("-c"), .text(Self.body), .text("task"), .line])
    }

    @Test(arguments: [true, false])
    func anArrayItsRequeuedTaskAndTheJobAfterAll(requeuesOn75: Bool) async throws {
        var settings = SlurmServer.Settings()
        settings.processors = 4
        settings.requeuesOn75 = requeuesOn75
        try await SlurmServer.serving(settings) { server in
            let commands = try commands(server)
            #expect(try await commands.limits().requeueExitCodes == (requeuesOn75 ? [75] : []))
            var array = try job(arrayScript(), "array", in: server)
            array.array = SlurmArray(indices: 1...5, concurrency: 2)
            let arrayID = try await commands.submit(array)
            var merge = try job(
                BatchScript(command: [.text("sh"), .text("-c"), .text("echo merge >>order")]),
                "merge",
                in: server
            )
            merge.after = [arrayID]
            let mergeID = try await commands.submit(merge)

            let tasks = try await wait(commands, [arrayID, mergeID]) { $0.allSatisfy(\.state.isOver) }
            #expect(
                tasks == [
                    SlurmTask(job: arrayID, index: 1, state: .completed, restarts: 1, exitCode: 0),
                    SlurmTask(job: arrayID, index: 2, state: .completed, exitCode: 0),
                    SlurmTask(job: arrayID, index: 3, state: .failed, reason: "NonZeroExitCode", exitCode: 7),
                    SlurmTask(job: arrayID, index: 4, state: .completed, exitCode: 0),
                    SlurmTask(job: arrayID, index: 5, state: .completed, exitCode: 0),
                    SlurmTask(job: mergeID, state: .completed, exitCode: 0),
                ]
            )
            let order = read("order", in: server).split(separator: "\n").map(String.init)
            #expect(
                order.sorted()
                    == (["merge", "begin 1", "end 1"] + (1...5).flatMap { ["begin \($0)", "end \($0)"] }).sorted()
            )
            #expect(order.last == "merge")
            #expect(mostAtOnce(order) == 2)
        }
    }

    private func mostAtOnce(_ order: [String]) -> Int {
        var running = 0
        return order.reduce(0) { most, line in
            running += line.hasPrefix("begin") ? 1 : line.hasPrefix("end") ? -1 : 0
            return max(most, running)
        }
    }

    @Test func aListLongerThanTheClustersArraysAndWhatIsTakenBack() async throws {
        var settings = SlurmServer.Settings()
        settings.processors = 4
        settings.maxArraySize = 4
        try await SlurmServer.serving(settings) { server in
            let commands = try commands(server)
            let limits = try await commands.limits()
            #expect(limits.maxArraySize == 4)
            var jobs: [SlurmJobID] = []
            for part in SlurmArray.parts(of: [1, 2, 3, 4, 8], limits: limits) {
                var job = try job(BatchScript(command: [.text("echo"), .line]), "part\(part.offset)", in: server)
                job.array = part.array
                job.environment = [BatchScript.offsetVariable: "\(part.offset)"]
                jobs.append(try await commands.submit(job))
            }
            #expect(try await wait(commands, jobs) { $0.allSatisfy(\.state.isOver) }.count == 5)
            #expect(
                ["part0-1", "part0-2", "part0-3", "part3-1", "part6-2"].map { read("\($0).log", in: server) }
                    == ["1\n", "2\n", "3\n", "4\n", "8\n"]
            )

            var tooLong = try job(BatchScript(command: [.text("true")]), "long", in: server)
            tooLong.array = SlurmArray(indices: 1...4)
            await #expect(
                throws: SlurmError.refused(
                    command: "sbatch",
                    reason: "error: Batch job submission failed: Invalid job array specification"
                )
            ) {
                try await commands.submit(tooLong)
            }

            // Interrupted, it says that another try may do, as a line of a sweep does: it stays taken back all the same.
            let body = "trap 'exit 75' TERM; echo begun; while :; do sleep 0.1; done"
            var endless = try job(
                BatchScript(command: ["sh", "-c", body].map(BatchScript.Word.text)),
                "endless",
                in: server
            )
            endless.array = SlurmArray(indices: 1...2, concurrency: 1)
            let taken = try await commands.submit(endless)
            // While it runs by the controller's word alone, its node may not have heard of it, and calls it failed.
            _ = try await wait(commands, [taken]) { _ in read("endless-1.log", in: server) == "begun\n" }
            let forgotten = try #require(SlurmJobID(taken.number + 1_000))
            try await commands.cancel([taken, forgotten])
            var ended = try await wait(commands, [taken]) { $0.allSatisfy(\.state.isOver) }
            #expect(ended.map(\.state) == [.cancelled, .cancelled])
            while try await !server.run(["squeue", "--noheader"]).output.isEmpty {
                try await SystemClock().sleep(for: .milliseconds(100))
            }
            ended = try await commands.tasks(of: [taken])
            #expect(ended.map(\.state) == [.cancelled, .cancelled])
            #expect(try await commands.tasks(of: [forgotten]).isEmpty)
            #expect(try await commands.tasks(of: [forgotten, taken]) == ended)
        }
    }

    @Test func aControllerThatIsAwayIsToldSo() async throws {
        var settings = SlurmServer.Settings()
        // Slurm's own default: each command looks for the controller for so long.
        settings.messageSeconds = 10
        let server = try await SlurmServer.start(settings)
        await server.stop()
        await #expect(
            throws: SlurmError.unavailable(
                command: "scontrol",
                reason: "slurm_load_ctl_conf error: Unable to contact slurm controller (connect failure)"
            )
        ) {
            try await commands(server).limits()
        }
        await #expect(throws: SlurmError.self) { try await commands(server).submit(BatchJob(script: "a.sbatch")) }
    }
}
