import LabModel
import SlurmJobs
import Testing

@testable import Sweeping

/// Whose word counts on how a line ended, and which lines may be done by the same again.
@Suite struct LineEndingTests {
    private func facts(
        reason: String? = nil,
        job: Int? = nil,
        restarts: Int = 0,
        isPassing: Bool = false,
        abandoned: Bool = false
    ) -> LineFacts {
        var facts = LineFacts(number: 1, name: "task_0")
        if let reason {
            var result = LineResult(
                line: 1,
                name: "task_0",
                state: .failed,
                exitCode: 1,
                runs: [],
                startedAt: "",
                endedAt: "",
                restarts: restarts,
                host: "node",
                reason: reason
            )
            (result.job, result.isPassing) = (job, isPassing)
            facts.result = result
        }
        facts.abandoned = abandoned ? FailedAttempt(reason: "it died", host: "node") : nil
        return facts
    }

    private func task(_ state: SlurmTask.State, code: Int32? = nil, restarts: Int = 0) throws -> SlurmTask {
        SlurmTask(job: try #require(SlurmJobID(10)), index: 1, state: state, restarts: restarts, exitCode: code)
    }

    @Test func withoutSlurmTheFolderTells() {
        #expect(LineEnding(facts(), nil).reason == nil && LineEnding(facts(), nil).isLost)
        let failed = LineEnding(facts(reason: "no picture came"), nil)
        #expect(failed.reason == "no picture came" && !failed.isLost)
        #expect(LineEnding(facts(reason: "the port was taken", isPassing: true), nil).isLost)
        let died = LineEnding(facts(reason: "no picture came", abandoned: true), nil)
        #expect(died.reason == "it died" && died.isLost)
    }

    @Test(
        arguments: [
            (.failed, 137, "it was ended by signal 9", true), (.failed, 134, "it was ended by signal 6", true),
            (.failed, 75, "it exited with 75", true), (.failed, 143, "it was ended by signal 15", false),
            (.failed, 1, "it exited with 1", false), (.failed, nil, "it exited with 1", false),
            (.nodeFailed, nil, "its node failed", true), (.bootFailed, nil, "its node did not start", true),
            (.preempted, nil, "it was preempted", true),
            (.completed, 0, "Slurm calls it completed, but its result is not there", true),
            (.cancelled, nil, "it was cancelled", false),
            (.timedOut, nil, "it took longer than Slurm's time limit", false),
            (.outOfMemory, 137, "it used more memory than it had asked Slurm for", false),
            (.deadlinePassed, nil, "its deadline in Slurm passed", false),
        ] as [(SlurmTask.State, Int32?, String, Bool)]
    )
    func whatIsNotTheLinesOwnIsLost(state: SlurmTask.State, code: Int32?, reason: String, isLost: Bool) throws {
        for abandoned in [false, true] {
            let ending = LineEnding(facts(abandoned: abandoned), try task(state, code: code))
            #expect(ending.reason == reason && ending.isLost == isLost)
        }
    }

    /// A task that goes on says nothing about an end.
    @Test(arguments: SlurmTask.State.allCases.filter { !$0.isOver })
    func onlyTasksThatAreOverCount(state: SlurmTask.State) throws {
        #expect(LineEnding(facts(reason: "broken"), try task(state)).reason == "broken")
    }

    @Test func aLineCancelledInTheQueueDoesNotShowItsLastAttempt() throws {
        for job in [nil, 9, 10] {
            let ending = LineEnding(
                facts(reason: "the port was taken", job: job, isPassing: true),
                try task(.cancelled)
            )
            #expect(ending.reason == "it was cancelled" && !ending.isLost)
        }
    }

    @Test func aLaterStartThatLeftNothingIsNotExplainedByAnEarlierOne() throws {
        let killed = try task(.failed, code: 137, restarts: 1)
        for earlier in [facts(reason: "x", job: 9, restarts: 5), facts(reason: "x", job: 10, restarts: 0)] {
            #expect(LineEnding(earlier, killed).reason == "it was ended by signal 9")
        }
        for same in [facts(reason: "x", job: 10, restarts: 1), facts(reason: "x", job: 11), facts(reason: "x")] {
            #expect(LineEnding(same, killed).reason == "x")
        }
    }

    /// Slurm keeps no record of tasks that are cancelled before they begin.
    @Test func whatLeftTheQueueWithoutATraceWasCancelled() throws {
        let killed = try task(.failed, code: 137)
        var before = facts(abandoned: true)
        before.job = 10
        for (known, task) in [(facts(), nil), (facts(), killed), (before, killed)] {
            let ending = LineEnding(known, task, submittedIn: 11)
            #expect(ending.reason == "it was cancelled before it began" && !ending.isLost)
        }
        #expect(LineEnding(facts(), killed, submittedIn: 10).isLost)
        // Begun there, and forgotten by Slurm since.
        var begun = facts(abandoned: true)
        begun.job = 11
        #expect(LineEnding(begun, nil, submittedIn: 11).reason == "it died" && LineEnding(begun, nil).isLost)
        // Begun by hand, which may have been later.
        #expect(LineEnding(facts(reason: "broken"), nil, submittedIn: 11).reason == "broken")
    }
}
