import LabModel
import LabTesting
import Planning
import SlurmJobs
import Testing

@testable import Sweeping

@Suite struct SweepSubmissionTests {
    private func submission(
        lines count: Int,
        concurrency: Int = 2,
        time: Latency? = nil,
        stagger: Latency = .zero
    ) throws -> SweepSubmission {
        let lines = (0..<count).map {
            SweepLine(imageSize: 0, framesPerSecond: "25", cpu: 512, memory: "1", name: "task_\($0)")
        }
        let folder = SweepFolder(results: "/data/it's/results", experiment: try ExperimentName("exp"))
        var settings = SweepSubmission.Settings(concurrency: concurrency, timeLimit: time, executable: "/opt/glasslab")
        settings.stagger = stagger
        settings.options = ["--partition=lab"]
        settings.lineArguments = ["--stagger", "1s"]
        return SweepSubmission(folder, lines: lines, settings: settings)
    }

    @Test func theScriptsCallTheSweepsOwnCommands() throws {
        let plan = try submission(lines: 60).plan(Array(1...60), limits: SlurmLimits())
        #expect(
            plan.sweepScript.contains(
                #"'/opt/glasslab' 'sweep' 'line' "$line" 'exp' '--results' '/data/it'\''s/results' '--stagger' '1s' &"#
            )
        )
        #expect(
            plan.mergeScript.contains(
                #"'/opt/glasslab' 'sweep' 'collect' 'exp' '--results' '/data/it'\''s/results' '--resubmit' &"#
            )
        )
        #expect(!plan.mergeScript.contains("SLURM_ARRAY_TASK_ID +"))
        #expect(plan.arrays.map(\.array.text) == ["1-60%2"])
        #expect(plan.lines == 60 && plan.left == 0)
    }

    @Test(arguments: ["sweepScript", "mergeScript"])
    func theScriptsAreCleanShell(name: String) async throws {
        let plan = try submission(lines: 3).plan([1], limits: SlurmLimits())
        let folder = try TemporaryFolder()
        let text = name == "sweepScript" ? plan.sweepScript : plan.mergeScript
        try WholeFile.replace(folder.file("script"), with: .init(text.utf8))
        let checked = try await BuiltExecutable.shell("shellcheck -s bash '\(folder.file("script"))'")
        #expect(checked.exitCode == 0, "\(checked.output)\(checked.errors)")
    }

    @Test func longSweepsAreSplitAndOnlyOpenLinesSubmitted() throws {
        let submission = try submission(lines: 10_000)
        var limits = SlurmLimits(maxArraySize: 1_001, maxJobCount: 20_000)
        let all = submission.plan(Array(1...10_000), limits: limits)
        #expect(all.arrays.count == 10 && all.lines == 10_000)
        #expect(all.arrays.flatMap(\.lines) == Array(1...10_000))
        let some = submission.plan([5, 1_000, 1_001, 9_999], limits: limits)
        #expect(some.arrays.map(\.array.text) == ["5,1000%2", "1%2", "999%2"])
        #expect(some.arrays.map(\.offset) == [0, 1_000, 9_000])
        limits.maxJobCount = 1_000
        let full = submission.plan(Array(1...10_000), limits: limits, busy: 98)
        #expect(full.lines == 900 && full.left == 9_100)
        #expect(submission.plan([], limits: limits).arrays.isEmpty)
    }

    @Test func theLastThatCouldStartTogetherHasTimeToWait() throws {
        let limits = SlurmLimits()
        let times = try [Latency.zero, .seconds(60)].map { stagger in
            let submission = try submission(lines: 7, concurrency: 7, stagger: stagger)
            let part = try #require(submission.plan([7], limits: limits).arrays.first)
            return try #require(submission.job(part, options: [], after: []).timeLimit)
        }
        #expect(times[1] - times[0] == .seconds(360))
    }

    @Test func anArrayFollowsTheOnesBeforeItAndKnowsItsOffset() throws {
        let submission = try submission(lines: 2_000)
        let part = try #require(submission.plan([1_001, 1_002], limits: SlurmLimits()).arrays.first)
        let job = submission.job(
            part,
            options: [SweepOption(name: "duration", value: "60")],
            after: [try #require(SlurmJobID(7))]
        )
        #expect(job.environment == ["GLASSLAB_SWEEP_OFFSET": "1000"])
        let line = try job.commandLine()
        #expect(line.contains("--array=1-2%2"))
        #expect(line.contains("--dependency=afterany:7"))
        // Three minutes around three times a minute, twenty seconds for its one join, two minutes for Slurm's own.
        #expect(line.contains("--time=9"))
        #expect(line.contains("--output=/data/it's/results/exp/log/line-%A_%a.log"))
        #expect(line.contains("--partition=lab"))
        #expect(line.last == "/data/it's/results/exp/sweep.sbatch")
    }

    @Test func onAWSAJobHasTimeToStopItsTask() throws {
        let submission = try submission(lines: 1)
        let part = try #require(submission.plan([1], limits: SlurmLimits()).arrays.first)
        let jobs = ["local", "ecs"].map { place in
            submission.job(part, options: [SweepOption(name: "on", value: place)], after: [])
        }
        // 630 s more for the line, and another 150 s for a line that was ended at its limit.
        #expect(jobs.map(\.timeLimit) == [.seconds(350), .seconds(1_130)])
        #expect(jobs[0].options == ["--partition=lab"])
        #expect(jobs[1].options == ["--signal=B:TERM@180", "--partition=lab"])
    }

    @Test func aTimeLimitThatWasAskedForIsTaken() throws {
        let submission = try submission(lines: 1, time: .seconds(61))
        let part = try #require(submission.plan([1], limits: SlurmLimits()).arrays.first)
        #expect(submission.job(part, options: [], after: []).timeLimit == .seconds(61))
    }

    /// Slurm would tell a job of three minutes so at its start.
    @Test func halfOfTheTimeIsLeftToMeasureIn() throws {
        let options = [SweepOption(name: "on", value: "ecs")]
        for (time, signal) in [(60, nil), (61, 31), (200, 100), (360, 180), (1_200, 180)] as [(Double, Int?)] {
            let submission = try submission(lines: 1, time: .seconds(time))
            let part = try #require(submission.plan([1], limits: SlurmLimits()).arrays.first)
            let words = submission.job(part, options: options, after: []).options
            #expect(words.first { $0.hasPrefix("--signal") } == signal.map { "--signal=B:TERM@\($0)" }, "\(time)")
        }
    }

    @Test func theMergeJobComesAfterAllOthers() throws {
        let after = try [3, 4].map { try #require(SlurmJobID($0)) }
        let line = try submission(lines: 1).mergeJob(after: after).commandLine()
        #expect(line.contains("--dependency=afterany:3:4"))
        #expect(line.contains("--job-name=merge-exp"))
        #expect(!line.contains { $0.hasPrefix("--array") })
    }
}
