import ArgumentParser

/// `glasslab sweep`: its subcommands, a file each.
struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Measure a grid of settings: plan it, run it here or on Slurm, bring the results together.",
        discussion: """
            EXAMPLES
              glasslab sweep plan grid.yaml > inputs.txt
              glasslab sweep run sizes --inputs slurm/slurm_inputs.txt --jobs 2
              glasslab sweep submit sizes --inputs slurm/slurm_inputs.txt --concurrency 2
              glasslab sweep status sizes
              glasslab sweep collect sizes
              glasslab sweep line 3 sizes
            """,
        subcommands: [
            SweepPlanCommand.self, SweepRunCommand.self, SweepSubmitCommand.self, SweepStatusCommand.self,
            SweepCollectCommand.self, SweepLineCommand.self,
        ]
    )
}
