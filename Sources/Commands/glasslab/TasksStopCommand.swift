import ArgumentParser
import LabCommand
import LabModel
import Machine
import Tasks

/// `glasslab tasks stop`.
struct TasksStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Stop streamers' tasks: by name, by age, or all.",
        discussion: """
            Asks nothing, and stops what `glasslab tasks list` lists, whoever started it; nothing
            else is touched. A task that has ended meanwhile counts as stopped. What launchers of
            this user left over when they died is stopped too, where it is chosen.

            EXAMPLES
              glasslab tasks stop test1
              glasslab tasks stop --older-than 24h --dry-run
              glasslab tasks stop --all --on ecs

            EXIT CODES
              0 all stopped, 1 failed, 2 wrong usage, 3 some stopped, 75 AWS cannot be asked for now
            """
    )

    @Argument(help: ArgumentHelp("Names of runs, or of tasks of ECS.", valueName: "id"))
    var ids: [String] = []

    @Option(help: ArgumentHelp("Tasks that were started longer ago, such as 24h.", valueName: "time"))
    var olderThan: String?

    @Flag(help: "All tasks.")
    var all = false

    @Flag(help: "Say what would be stopped, and stop nothing.")
    var dryRun = false

    @OptionGroup var place: TasksPlaceOptions
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        let choices = [!ids.isEmpty, olderThan != nil, all].count { $0 }
        guard choices == 1 else {
            throw ValidationError("Say which: names, --older-than, or --all\(choices > 1 ? ", one of them" : "").")
        }
        guard !ids.contains("") else { throw ValidationError("A name is empty.") }
    }

    func run() async throws {
        let console = Console()
        LabLogging.bootstrap(console: console, verbose: standard.verbose)
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let choice = try choice()
        try await TasksLook.looking(place, settings: settings, console: console) { look in
            var stop = TasksStop(look: look, choice: choice, console: console, isJSON: isJSON)
            try await (dryRun ? stop.rehearse() : stop.stop())
        }
    }

    private func choice() throws(CommandError) -> TaskChoice {
        if let age = try TasksPlaceOptions.age(olderThan) {
            return .olderThan(age)
        }
        return all ? .all : .named(ids)
    }
}
