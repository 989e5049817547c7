import LabModel
import SlurmJobs
import Testing

@Suite struct SlurmErrorTests {
    @Test(arguments: [
        (
            SlurmError.notInstalled(command: "sbatch"),
            "Slurm is not on this machine: there is no `sbatch` on the PATH. "
                + "Run the sweep on this machine alone with glasslab sweep run"
        ),
        (
            .notStarted(command: "sbatch", reason: "no memory"),
            "`sbatch` could not be started: no memory"
        ),
        (
            .unavailable(command: "squeue", reason: "error: Socket timed out on send/recv operation"),
            "Slurm is not available to `squeue`: error: Socket timed out on send/recv operation. "
                + "Try again once `scontrol ping` says that the controller is up"
        ),
        (
            .refused(command: "sbatch", reason: "error: invalid partition specified: nope"),
            "Slurm refused `sbatch`: error: invalid partition specified: nope"
        ),
        (
            .tooSlow(command: "squeue", limit: .seconds(180)),
            "`squeue` did not end within 3m. Try again once `scontrol ping` says that the controller is up"
        ),
        (.tooMuchOutput(command: "squeue", limit: ByteCount(64)), "`squeue` wrote more than 64 bytes"),
        (.unreadable(command: "sbatch", text: "hello"), "`sbatch` wrote what is not understood: hello"),
        (
            .unusable(job: "sweep.sbatch", reason: "its array has no tasks"),
            "the job sweep.sbatch cannot be submitted: its array has no tasks"
        ),
    ])
    func eachTellsWhatAndWhatToDo(error: SlurmError, text: String) {
        #expect("\(error)" == text)
    }

    @Test func onlyWhatPassesIsWorthAnotherTry() {
        #expect(SlurmError.unavailable(command: "sbatch", reason: "").exitStatus == .transient)
        #expect(SlurmError.tooSlow(command: "sbatch", limit: .zero).exitStatus == .transient)
        #expect(SlurmError.refused(command: "sbatch", reason: "").exitStatus == .failed)
        #expect(SlurmError.notInstalled(command: "sbatch").exitStatus == .failed)
    }
}
