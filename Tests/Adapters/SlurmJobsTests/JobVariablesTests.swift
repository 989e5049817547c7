import Testing

@testable import SlurmJobs

@Suite struct JobVariablesTests {
    @Test func whatSlurmSaysOfAJobIsNotPassedOn() {
        let inside = [
            "SLURM_JOB_ID": "7", "SLURM_RESTART_COUNT": "3", "SLURM_MEM_PER_NODE": "256", "SLURMD_NODENAME": "a",
            "SLURM_CONF": "/etc/slurm.conf", "SLURM_JWT": "x", "PATH": "/bin", "SBATCH_PARTITION": "lab",
            "SLURMISH": "own",
        ]
        #expect(
            JobVariables.removed(from: inside) == [
                "SLURM_CONF": "/etc/slurm.conf", "SLURM_JWT": "x", "PATH": "/bin", "SBATCH_PARTITION": "lab",
                "SLURMISH": "own",
            ]
        )
    }

    @Test func outsideOfAJobAllStays() {
        let outside = ["SLURM_TIME_FORMAT": "relative", "SLURM_CONF": "x", "PATH": "/bin"]
        #expect(JobVariables.removed(from: outside) == outside)
    }
}
