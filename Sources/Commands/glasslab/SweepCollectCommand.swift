import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import Planning
import Sweeping

/// `glasslab sweep collect`.
struct SweepCollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Bring the results of a sweep's lines together in one store, with a report.",
        discussion: """
            The store holds exactly the published result of each line, whatever was killed, queued again or run twice. It is
            made anew each time, so that doing it again, or before all lines are done, does no harm.

            With --resubmit, as in the job behind a sweep on Slurm, lines that were killed or lost are submitted again first,
            as often as the sweep's rounds allow. Nothing is merged then: a further job does, once they have ended.

            EXAMPLES
              glasslab sweep collect sizes
              glasslab sweep collect sizes --results /shared/results --json
              glasslab sweep collect sizes --resubmit

            EXIT CODES
              0 every line is in the store, 1 none, 2 wrong usage,
              3 some, or no report, or lines were submitted again, 75 another process is at it
            """
    )

    @OptionGroup var place: SweepPlaceOptions
    @Flag(help: "First submit again to Slurm what was killed or lost.")
    var resubmit = false

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let folder = try place.folder(settings)
        let inputs = try InputsFile.parse(try folder.inputs(), name: folder.inputsFile)
        if resubmit, let words = try await SweepResubmitting(console: console).resubmit(folder, lines: inputs.lines) {
            try console.write(isJSON ? words.json() : words.text)
            throw ExitStatus.partial.exitCode
        }
        try await SweepCollecting(console: console, isJSON: isJSON).collect(folder, lines: inputs.lines)
    }
}
