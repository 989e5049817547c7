import LabModel
import SlurmJobs
import Testing

@testable import Sweeping

/// When lines are submitted again by themselves.
@Suite struct SweepRoundTests {
    private struct Sweep {
        var manifest: SweepManifest
        var tasks: [SlurmTask]

        /// A sweep of one line a task, each with this exit code or state, and its merging job.
        init(_ codes: [Int32], merge: SlurmTask.State?) throws {
            manifest = SweepManifest(experiment: "exp", lines: codes.count, inputsSHA256: "", createdAt: "")
            manifest.jobs = [.init(id: 10, firstLine: 1, lastLine: codes.count, offset: 0)]
            manifest.mergeJob = 11
            manifest.submission = SubmissionRecord(.init(concurrency: 1, executable: "glasslab"))
            let (lines, merging) = (try #require(SlurmJobID(10)), try #require(SlurmJobID(11)))
            tasks = codes.enumerated().map { index, code in
                SlurmTask(job: lines, index: index + 1, state: code < 0 ? .running : .failed, exitCode: code)
            }
            if let merge {
                tasks.append(SlurmTask(job: merging, state: merge))
            }
        }

        var status: SweepStatus {
            let lines = (0..<manifest.lines).map { LineFacts(number: $0 + 1, name: "task_\($0)") }
            return SweepStatus(
                of: .init(manifest: manifest, lines: lines, tasks: tasks, now: WallTime(nanoseconds: 1_800_000_000))
            )
        }

        func round(_ own: Int?, isMergeDue: Bool = false) -> SweepRound {
            SweepRound(manifest, status, isMergeDue: isMergeDue, own: own.flatMap { SlurmJobID($0) })
        }
    }

    @Test func theMergingJobSubmitsWhatWasKilledAndNotWhatFailed() throws {
        let sweep = try Sweep([137, 1, 137, 143], merge: .running)
        #expect(sweep.round(11) == .again([1, 3]))
        // What it will submit waits; nobody else has to.
        #expect(sweep.status.lines.map(\.state) == [.waiting, .failed, .waiting, .failed])
        #expect(sweep.status.open == [2, 4] && sweep.status.lost == [1, 3])
        let again = "it was ended by signal 9: it is submitted again once the others have ended"
        #expect(sweep.status.lines[0].reason == again)
    }

    @Test func whoeverElseAsksLeavesItToTheJobThatWaits() throws {
        for state in [SlurmTask.State.pending, .running] {
            let sweep = try Sweep([137], merge: state)
            #expect(sweep.round(nil) == .over && sweep.round(7) == .over)
        }
        for state in [nil, SlurmTask.State.failed, .cancelled] {
            let sweep = try Sweep([137], merge: state)
            #expect(sweep.round(nil) == .again([1]))
            #expect(sweep.status.lines[0].state == .failed && sweep.status.open == [1])
        }
    }

    @Test func roundsAreCountedAndOnlyWhatWasWrittenDownIsSubmitted() throws {
        var sweep = try Sweep([137], merge: .running)
        sweep.manifest.rounds.done = 2
        #expect(sweep.round(11) == .over)
        #expect(sweep.status.lines[0].state == .failed && sweep.status.open == [1] && sweep.status.lost == [1])
        sweep.manifest.rounds.limit = 3
        #expect(sweep.round(11) == .again([1]))
        sweep.manifest.submission = nil
        #expect(sweep.round(11) == .over && sweep.status.lines[0].state == .failed)
    }

    @Test func aSweepWithoutLossesIsOver() throws {
        let sweep = try Sweep([1, 2], merge: .running)
        #expect(sweep.round(11) == .over && sweep.status.lost.isEmpty)
    }

    /// As after a merging job that was requeued between its two submissions.
    @Test func linesThatGoOnAreWaitedFor() throws {
        let sweep = try Sweep([1, -1], merge: .running)
        #expect(sweep.round(11, isMergeDue: true) == .later)
        #expect(sweep.round(11, isMergeDue: false) == .over)
        let lost = try Sweep([137, -1], merge: .running)
        #expect(lost.round(11, isMergeDue: true) == .again([1]))
    }

    /// Who takes a sweep back does not want it done again.
    @Test func linesThatWereTakenOutOfTheQueueStayOut() throws {
        var sweep = try Sweep([137, 137, 137], merge: .running)
        sweep.manifest.jobs = [.init(id: 10, firstLine: 1, lastLine: 3, offset: 0, tasks: "1-3")]
        sweep.tasks.removeAll { $0.index == 2 }
        #expect(sweep.round(11) == .again([1, 3]))
        #expect(sweep.status.lines[1].reason == "it was cancelled before it began")
        // Submitted again, and then taken out.
        sweep.manifest.jobs.append(.init(id: 12, firstLine: 1, lastLine: 3, offset: 0, tasks: "1,3"))
        #expect(sweep.round(11) == .over && sweep.status.open == [1, 2, 3])
    }

    /// Nothing is known of jobs while Slurm is silent.
    @Test func aSilentSlurmTookNothingOut() throws {
        var sweep = try Sweep([137], merge: nil)
        sweep.manifest.jobs[0].tasks = "1"
        var knowledge = SweepStatus.Knowledge(
            manifest: sweep.manifest,
            lines: [LineFacts(number: 1, name: "task_0")],
            now: WallTime(nanoseconds: 0)
        )
        #expect(SweepStatus(of: knowledge).lines[0].state == .failed)
        knowledge.isSlurmHeard = false
        #expect(SweepStatus(of: knowledge).lines[0].state == .missing)
    }
}
