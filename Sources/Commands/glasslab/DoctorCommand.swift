import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import RunStore

/// `glasslab doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check what the lab needs on this machine, and say what helps.",
        discussion: """
            Exits with 1 where something is missing that measuring needs.

            EXAMPLES
              glasslab doctor
              glasslab doctor --json
              glasslab doctor --db /data/runs.sqlite
            """
    )

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let path = try database.path(settings)
        let checks =
            LibraryChecks.all() + MachineChecks.all() + ProviderChecks.all()
            + QualityChecks.all(vmafTool: try settings.value(.vmafTool, flag: nil, as: .text))
            + StorageChecks.all(database: path)
        if isJSON {
            try console.write(DoctorReport.json(checks))
        } else {
            try console.write(DoctorReport.text(checks, console: console))
        }
        if checks.contains(where: { $0.state == .problem }) {
            throw ExitStatus.failed.exitCode
        }
    }
}
