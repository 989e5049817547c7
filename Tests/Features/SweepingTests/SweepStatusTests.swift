import LabModel
import LabTesting
import SlurmJobs
import Testing

@testable import Sweeping

/// The status of one line by all that can be known of it.
@Suite struct SweepStatusTests {
    private static let now = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    private func manifest(
        _ jobs: [SweepManifest.Job] = [.init(id: 10, firstLine: 1, lastLine: 4, offset: 0)]
    ) -> SweepManifest {
        var manifest = SweepManifest(experiment: "exp", lines: 4, inputsSHA256: "", createdAt: "")
        manifest.jobs = jobs
        manifest.mergeJob = 99
        return manifest
    }

    private func task(_ state: SlurmTask.State, job: Int = 10, index: Int = 1, code: Int32? = nil) throws -> SlurmTask {
        SlurmTask(
            job: try #require(SlurmJobID(job)),
            index: index,
            state: state,
            reason: "Why",
            restarts: 1,
            exitCode: code
        )
    }

    private static func result(_ state: LineResult.State, reason: String?, seconds: Double = 8) -> LineResult {
        LineResult(
            line: 1,
            name: "task_0",
            state: state,
            exitCode: 1,
            runs: [],
            startedAt: now.iso8601,
            endedAt: (now + .seconds(seconds)).iso8601,
            restarts: 0,
            host: "node",
            reason: reason
        )
    }

    private func status(
        published: Bool = false,
        present: Bool = false,
        result: LineResult? = nil,
        tasks: [SlurmTask] = [],
        runner: ProcessNote? = nil
    ) -> LineStatus {
        var facts = LineFacts(number: 1, name: "task_0")
        facts.isPublished = published
        facts.isPresent = present
        facts.result = result
        let knowledge = SweepStatus.Knowledge(
            manifest: manifest(),
            lines: [facts],
            tasks: tasks,
            runner: runner,
            now: Self.now
        )
        return SweepStatus(of: knowledge).lines[0]
    }

    @Test func aPublishedResultIsTheLastWord() throws {
        for state in SlurmTask.State.allCases {
            #expect(status(published: true, tasks: [try task(state, code: 1)]).state == .done)
        }
        #expect(status(published: true, present: true, result: Self.result(.failed, reason: "x")).state == .done)
    }

    @Test func whatIsBeingDoneNowIsRunning() throws {
        #expect(status(present: true).state == .running)
        #expect(status(result: Self.result(.failed, reason: "before"), tasks: [try task(.running)]).state == .running)
        #expect(status(tasks: [try task(.completing)]).state == .running)
    }

    @Test func whatSlurmOrARunnerHasInLineIsWaiting() throws {
        let queued = status(result: Self.result(.failed, reason: "before"), tasks: [try task(.pending)])
        #expect(queued.state == .waiting && queued.reason == "Why" && queued.restarts == 1)
        let runner = ProcessNote(host: "here", process: 1, startedAt: "", jobs: 2)
        #expect(status(runner: runner).state == .waiting)
    }

    @Test func whatARunnerHasTriedInVainIsFailedAndWhatFailedBeforeItIsWaiting() {
        let failed = Self.result(.failed, reason: "broken", seconds: 8)
        func state(begun seconds: Double) -> LineStatus.State {
            let start = (Self.now + .seconds(seconds)).iso8601
            return status(result: failed, runner: ProcessNote(host: "here", process: 1, startedAt: start, jobs: 2))
                .state
        }
        #expect(state(begun: 7) == .failed && state(begun: 9) == .waiting)
    }

    @Test func theLatestJobOfALineCounts() throws {
        var facts = LineFacts(number: 1, name: "task_0")
        facts.result = nil
        let jobs: [SweepManifest.Job] = [
            .init(id: 10, firstLine: 1, lastLine: 4, offset: 0), .init(id: 12, firstLine: 1, lastLine: 1, offset: 0),
        ]
        let knowledge = SweepStatus.Knowledge(
            manifest: manifest(jobs),
            lines: [facts],
            tasks: [try task(.timedOut, job: 12), try task(.failed, job: 10, code: 1)],
            now: Self.now
        )
        #expect(SweepStatus(of: knowledge).lines[0].reason == "it took longer than Slurm's time limit")
    }

    @Test(
        arguments: [
            (.failed, 7, "it exited with 7"), (.failed, 137, "it was ended by signal 9"),
            (.cancelled, 0, "it was cancelled"),
            (.timedOut, 0, "it took longer than Slurm's time limit"), (.nodeFailed, 1, "its node failed"),
            (.outOfMemory, 137, "it used more memory than it had asked Slurm for"), (.preempted, 0, "it was preempted"),
            (.completed, 0, "Slurm calls it completed, but its result is not there"),
        ] as [(SlurmTask.State, Int32, String)]
    )
    func withoutAResultSlurmSaysWhyItFailed(state: SlurmTask.State, code: Int32, reason: String) throws {
        let failed = status(tasks: [try task(state, code: code)])
        #expect(failed.state == .failed && failed.reason == reason)
    }

    @Test func theLinesOwnReasonComesBeforeSlurms() throws {
        let failed = status(
            result: Self.result(.failed, reason: "it ended early: stalled"),
            tasks: [try task(.failed, code: 1)]
        )
        #expect(failed.reason == "it ended early: stalled")
    }

    @Test func anAttemptThatDiedIsAFailureBeforeAnOlderResultAndBehindSlurmsWord() throws {
        var facts = LineFacts(number: 1, name: "task_0")
        facts.result = Self.result(.failed, reason: "before")
        facts.abandoned = FailedAttempt(reason: "it died", host: "node")
        func status(_ tasks: [SlurmTask]) -> LineStatus {
            SweepStatus(of: .init(manifest: manifest(), lines: [facts], tasks: tasks, now: Self.now)).lines[0]
        }
        #expect(status([]).state == .failed && status([]).reason == "it died")
        #expect(status([try task(.outOfMemory)]).reason == "it used more memory than it had asked Slurm for")
        #expect(status([try task(.running)]).state == .running)
        facts.result = nil
        #expect(status([]).state == .failed && status([]).reason == "it died")
    }

    @Test func aLineThatNobodyHasIsMissing() throws {
        #expect(status().state == .missing)
        // A store that somebody removed: what told of it does not make the line done.
        #expect(status(result: Self.result(.done, reason: nil)).state == .missing)
        // Tasks of other jobs and of other parts say nothing about it.
        #expect(status(tasks: [try task(.running, job: 11), try task(.running, index: 2)]).state == .missing)
    }

    @Test func partsOfALongSweepAreToldApart() throws {
        let jobs: [SweepManifest.Job] = [
            .init(id: 10, firstLine: 1, lastLine: 2, offset: 0), .init(id: 11, firstLine: 3, lastLine: 4, offset: 2),
        ]
        let knowledge = SweepStatus.Knowledge(
            manifest: manifest(jobs),
            lines: (1...4).map { LineFacts(number: $0, name: "task_\($0 - 1)") },
            tasks: [try task(.running, job: 11, index: 1), try task(.pending, job: 11, index: 2)],
            now: Self.now
        )
        let status = SweepStatus(of: knowledge)
        #expect(status.lines.map(\.state) == [.missing, .missing, .running, .waiting])
        #expect(status.open == [1, 2])
        #expect(status.mergeState == nil)
    }

    @Test func theRestAndTheMergeJobAreTold() throws {
        var facts = (1...4).map { LineFacts(number: $0, name: "task_\($0 - 1)") }
        facts[0].isPublished = true
        facts[0].result = Self.result(.done, reason: nil)
        facts[1].isPresent = true
        facts[1].presentSince = Self.now - .seconds(3)
        var sweep = manifest()
        sweep.concurrency = 1
        let merge = SlurmTask(job: try #require(SlurmJobID(99)), state: .pending, reason: "Dependency")
        let knowledge = SweepStatus.Knowledge(
            manifest: sweep,
            lines: facts,
            tasks: [try task(.pending, index: 3), try task(.pending, index: 4), merge],
            now: Self.now
        )
        let status = SweepStatus(of: knowledge)
        #expect(LineStatus.State.allCases.map(status.count) == [1, 1, 2, 0, 0])
        #expect(try abs(#require(status.remaining).seconds - 21) < 1e-6)
        #expect(status.mergeState == .pending && status.mergeExitCode == nil)
        #expect(status.open.isEmpty)
    }
}
