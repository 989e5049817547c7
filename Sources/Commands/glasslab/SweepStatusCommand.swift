import ArgumentParser
import LabCommand
import LabModel
import Machine
import Sweeping

/// `glasslab sweep status`.
struct SweepStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell how far a sweep is: done, running, waiting, failed, missing, and how long the rest takes.",
        discussion: """
            EXAMPLES
              glasslab sweep status sizes
              glasslab sweep status sizes --json
            """
    )

    @OptionGroup var place: SweepPlaceOptions
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let folder = try place.folder(settings)
        let look = try await SweepLook.take(folder, clock: SystemClock())
        if let trouble = look.trouble {
            console.warning("Slurm does not say what its jobs do: \(trouble)")
        }
        try console.write(isJSON ? StatusWords.json(look.status) : StatusWords.text(look.status))
    }
}
