import ArgumentParser
import LabCommand
import LabModel
import Tasks

/// `glasslab tasks list`.
struct TasksListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the streamers' tasks that run or are about to, with age and cost.",
        discussion: """
            On AWS those of one cluster that the lab started, for whomever; on this machine the
            streamers of this user's launchers. Costs are by a list of prices, without traffic and
            public addresses.

            EXAMPLES
              glasslab tasks list
              glasslab tasks list --on ecs --older-than 24h
              glasslab tasks list --region eu-central-1 --cluster-name StreamingClusterCluster --json

            EXIT CODES
              0 done, 1 failed, 2 wrong usage, 75 AWS cannot be asked for now
            """
    )

    @Option(help: ArgumentHelp("Only tasks that were started longer ago, such as 24h.", valueName: "time"))
    var olderThan: String?

    @OptionGroup var place: TasksPlaceOptions
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        LabLogging.bootstrap(console: console, verbose: standard.verbose)
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let age = try TasksPlaceOptions.age(olderThan)
        try await TasksLook.looking(place, settings: settings, console: console) { look in
            let tasks = look.tasks.filter { task in
                age.map { task.isOlder(than: $0, at: look.instant) } ?? true
            }
            try console.write(
                isJSON
                    ? TasksJSON.list(tasks, at: look.instant)
                    : TaskTable.render(tasks, at: look.instant, style: console.textStyle)
            )
            look.tellLeftovers(on: console)
        }
    }
}
