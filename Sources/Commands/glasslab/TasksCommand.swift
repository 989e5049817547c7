import ArgumentParser

/// `glasslab tasks`: its subcommands, a file each.
struct TasksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks",
        abstract: "List the streamers' tasks that run, on AWS and on this machine, and stop them.",
        discussion: """
            EXAMPLES
              glasslab tasks list
              glasslab tasks stop test1
            """,
        subcommands: [TasksListCommand.self, TasksStopCommand.self]
    )
}
