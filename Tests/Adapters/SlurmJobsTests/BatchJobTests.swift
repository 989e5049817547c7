import LabModel
import SlurmJobs
import Testing

@Suite struct BatchJobTests {
    @Test func aBareJobIsItsScript() throws {
        #expect(
            try BatchJob(script: "merge.sbatch").commandLine() == [
                "sbatch", "--parsable", "--requeue", "--open-mode=append", "--export=ALL", "merge.sbatch",
            ]
        )
    }

    @Test func everythingIsHandedOn() throws {
        let first = try #require(SlurmJobID(12))
        let second = try #require(SlurmJobID(13))
        var job = BatchJob(
            script: "sweep.sbatch",
            arguments: ["night", "a b"],
            name: "night",
            array: SlurmArray(indices: 1...60, concurrency: 2),
            after: [first, second]
        )
        job.environment = ["GLASSLAB_SWEEP_OFFSET": "1000"]
        job.output = "log/%A_%a.txt"
        job.timeLimit = .seconds(61)
        job.folder = "/data/night"
        job.options = ["--partition=lab"]
        #expect(
            try job.commandLine() == [
                "sbatch", "--parsable", "--requeue", "--open-mode=append", "--job-name=night", "--array=1-60%2",
                "--dependency=afterany:12:13", "--output=log/%A_%a.txt", "--time=2", "--chdir=/data/night",
                "--export=ALL", "--partition=lab", "sweep.sbatch", "night", "a b",
            ]
        )
    }

    @Test(arguments: [(0, 1), (-5, 1), (1, 1), (60, 1), (60.1, 2), (3_600, 60)] as [(Double, Int)])
    func timeIsInWholeMinutes(seconds: Double, minutes: Int) throws {
        var job = BatchJob(script: "a")
        job.timeLimit = .seconds(seconds)
        #expect(try job.commandLine().contains("--time=\(minutes)"))
    }

    @Test func anArrayWithoutTasksIsRefused() {
        let job = BatchJob(script: "sweep.sbatch", array: SlurmArray(indices: []))
        #expect(throws: SlurmError.unusable(job: "sweep.sbatch", reason: "its array has no tasks")) {
            try job.commandLine()
        }
    }

    @Test func whatLinuxWouldNotHandOnIsRefused() {
        let job = BatchJob(
            script: "sweep.sbatch",
            array: SlurmArray(indices: stride(from: 1, to: 40_000, by: 2))
        )
        #expect(
            throws: SlurmError.unusable(
                job: "sweep.sbatch",
                reason: "its argument --array=1,3,5,7,9,11… is longer than 100,000 bytes"
            )
        ) {
            try job.commandLine()
        }
    }
}
