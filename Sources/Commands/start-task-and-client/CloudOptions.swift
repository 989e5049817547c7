import ArgumentParser
import CloudConsole
import LabCommand
import LabModel
import Tasks

/// What goes with tasks of ECS alone.
struct CloudOptions: ParsableArguments {
    @OptionGroup(title: "ECS, with --on ecs") var place: AWSOptions

    @Flag(help: "Start the task, tell where it serves, and measure nothing.")
    var noMeasure = false

    @Flag(help: "Leave the task running, without an end of its own: `glasslab tasks stop` ends it.")
    var keep = false

    @Flag(help: "Print what AWS would be asked for, the rights and the cost of that; ask nothing.")
    var dryRun = false

    /// Refuses what a streamer of this machine has no use for, or cannot do.
    /// - Throws: `ValidationError`.
    func refuseForLocal() throws {
        for (isGiven, option) in [(noMeasure, "--no-measure"), (keep, "--keep"), (dryRun, "--dry-run")] where isGiven {
            throw ValidationError("\(option) goes with --on ecs: a streamer of this machine ends with its launcher.")
        }
    }
}
