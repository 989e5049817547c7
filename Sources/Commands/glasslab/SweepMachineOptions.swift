import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Tasks

/// How lines are measured on this machine.
struct SweepMachineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where start-task-and-client is. (default: beside this one, else on the PATH)",
            valueName: "folder"
        )
    )
    var executables: String?

    @Option(help: "By how much lines start one after another that could start together. (default: 500ms)")
    var stagger: String?

    /// By how much lines start one after another.
    func stagger(_ settings: Settings) throws -> Latency {
        try settings.value(.stagger, flag: stagger, default: .milliseconds(500), as: .duration(upTo: .seconds(60)))
    }

    /// The same options for another process, with whole paths.
    var arguments: [String] {
        let folder = executables.map { ["--executables", URL(filePath: $0).standardizedFileURL.path] } ?? []
        return folder + (stagger.map { ["--stagger", $0] } ?? [])
    }

    /// The executable start-task-and-client.
    func launcher() throws -> String {
        let name = "start-task-and-client"
        if let executables {
            return try ExecutableLookup.find(name, beside: executables + "/" + name, path: nil)
        }
        return try ExecutableLookup.find(
            name,
            beside: ExecutableLookup.own,
            path: ProcessInfo.processInfo.environment["PATH"]
        )
    }
}
