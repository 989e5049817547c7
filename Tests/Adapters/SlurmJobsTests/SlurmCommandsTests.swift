import Foundation
import LabModel
import LabTesting
import Machine
import SlurmJobs
import Testing

/// What Slurm's commands may answer, played by scripts.
@Suite struct SlurmCommandsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for command in ["sbatch", "squeue", "scontrol", "scancel"] {
            try play(command, "exit 0")
        }
    }

    private func play(_ command: String, _ body: String) throws {
        try folder.program(command, "#!/bin/sh\n\(body)\n")
    }

    private func commands(
        by clock: any LabClock = SystemClock(),
        limits: SlurmCommands.Limits = SlurmCommands.Limits()
    ) throws -> SlurmCommands {
        try SlurmCommands(
            environment: ["PATH": "/nowhere:\(folder.path):/usr/bin:/bin", "OWN": "own"],
            clock: clock,
            limits: limits
        )
    }

    private func jobs(_ numbers: Int...) -> [SlurmJobID] {
        numbers.compactMap { SlurmJobID($0) }
    }

    @Test(arguments: ["sbatch", "squeue", "scontrol", "scancel"])
    func eachIsMissed(command: String) throws {
        try FileManager.default.removeItem(atPath: folder.file(command))
        let path = folder.path
        #expect(throws: SlurmError.notInstalled(command: command)) {
            try SlurmCommands(environment: ["PATH": path], clock: ManualClock())
        }
    }

    @Test func aMachineWithoutAPathHasNoSlurm() {
        #expect(throws: SlurmError.notInstalled(command: "sbatch")) {
            try SlurmCommands(environment: [:], clock: ManualClock())
        }
    }

    @Test func aJobGetsTheVariablesOfBoth() async throws {
        try play("sbatch", "echo \"$OWN $OFFSET $*\" >'\(folder.file("call"))'; echo '7;lab'")
        var job = BatchJob(script: "a.sbatch")
        job.environment = ["OFFSET": "1000"]
        #expect(try await commands().submit(job).number == 7)
        #expect(
            try String(contentsOfFile: folder.file("call"), encoding: .utf8)
                == "own 1000 --parsable --requeue --open-mode=append --export=ALL a.sbatch\n"
        )
    }

    @Test func whatSbatchAnswersBesidesANumberIsAnError() async throws {
        try play("sbatch", "echo hello")
        await #expect(throws: SlurmError.unreadable(command: "sbatch", text: "hello\n")) {
            try await commands().submit(BatchJob(script: "a.sbatch"))
        }
    }

    @Test func aRefusalIsToldInSlurmsWords() async throws {
        try play("sbatch", "echo 'sbatch: error: invalid partition specified: nope' >&2; exit 1")
        await #expect(
            throws: SlurmError.refused(command: "sbatch", reason: "error: invalid partition specified: nope")
        ) {
            try await commands().submit(BatchJob(script: "a.sbatch"))
        }
        try play("sbatch", "exit 4")
        await #expect(throws: SlurmError.refused(command: "sbatch", reason: "no reason, exit code 4")) {
            try await commands().submit(BatchJob(script: "a.sbatch"))
        }
        try play("sbatch", "kill -KILL $$")
        await #expect(throws: SlurmError.refused(command: "sbatch", reason: "no reason, signal 9")) {
            try await commands().submit(BatchJob(script: "a.sbatch"))
        }
    }

    @Test func aControllerThatIsAwayIsWorthAnotherTry() async throws {
        let words = "error: Unable to contact slurm controller (connect failure)"
        try play("squeue", "echo 'squeue: \(words)' >&2; exit 1")
        await #expect(throws: SlurmError.unavailable(command: "squeue", reason: words)) {
            try await commands().tasks(of: jobs(1))
        }
    }

    @Test func tasksComeInOrder() async throws {
        try play(
            "squeue",
            "echo \"$*\" >'\(folder.file("call"))'; printf '2 N/A PENDING 0 0 Dependency\\n1 10 RUNNING 0 0 None\\n1 9 COMPLETED 0 1 None\\n'"
        )
        let tasks = try await commands().tasks(of: jobs(1, 2))
        #expect(tasks.map(\.job.number) == [1, 1, 2])
        #expect(tasks.map(\.index) == [9, 10, nil])
        let call = try String(contentsOfFile: folder.file("call"), encoding: .utf8)
        #expect(call.hasPrefix("--noheader --array --states=all --jobs=1,2 --Format=ArrayJobID:20,"))
    }

    @Test func jobsThatSlurmHasForgottenHaveNoTasks() async throws {
        try play("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1")
        #expect(try await commands().tasks(of: jobs(1)).isEmpty)
        try play("squeue", "exit 1")
        #expect(try await commands().tasks(of: []).isEmpty)
        await #expect(throws: SlurmError.self) { try await commands().tasks(of: jobs(1)) }
    }

    @Test func aRowThatIsNotUnderstoodIsAnError() async throws {
        try play("squeue", "echo 'JOBID PARTITION'")
        await #expect(throws: SlurmError.unreadable(command: "squeue", text: "JOBID PARTITION")) {
            try await commands().tasks(of: jobs(1))
        }
    }

    @Test func jobsAreTakenBack() async throws {
        try play("scancel", "echo \"$*\" >>'\(folder.file("call"))'")
        try await commands().cancel([])
        try await commands().cancel(jobs(1, 2))
        #expect(try String(contentsOfFile: folder.file("call"), encoding: .utf8) == "--quiet 1 2\n")
    }

    @Test func aConfigurationWithoutSizesIsAnError() async throws {
        await #expect(
            throws: SlurmError.unreadable(
                command: "scontrol",
                text: "no MaxArraySize or MaxJobCount in its configuration"
            )
        ) {
            try await commands().limits()
        }
    }

    @Test func whoeverTakesTooLongIsEnded() async throws {
        try play("squeue", "echo $$ >'\(folder.file("pid"))'; exec sleep 600")
        // The clock is at the end of the time as soon as somebody waits for it.
        await #expect(throws: SlurmError.tooSlow(command: "squeue", limit: .seconds(180))) {
            try await commands(by: ManualClock()).tasks(of: jobs(1))
        }
        let process = (try? String(contentsOfFile: folder.file("pid"), encoding: .utf8)) ?? ""
        #expect(process.isEmpty || !FileManager.default.fileExists(atPath: "/proc/\(process.dropLast())"))
    }

    @Test func whoeverWritesTooMuchIsToldSo() async throws {
        try play("squeue", "head -c 100000 /dev/zero")
        var limits = SlurmCommands.Limits()
        limits.output = ByteCount(1_000)
        await #expect(throws: SlurmError.tooMuchOutput(command: "squeue", limit: ByteCount(1_000))) {
            try await commands(limits: limits).tasks(of: jobs(1))
        }
    }
}
