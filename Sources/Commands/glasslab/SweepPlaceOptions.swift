import ArgumentParser
import Foundation
import LabCommand
import Sweeping

/// Which sweep: its name and the folder of all sweeps.
struct SweepPlaceOptions: ParsableArguments {
    @Argument(help: "The sweep's name.")
    var experiment: String

    @Option(help: ArgumentHelp("The folder of all sweeps. (default: results)", valueName: "folder"))
    var results: String?

    /// The sweep's folder, by its whole path: batch jobs may run elsewhere.
    func folder(_ settings: Settings) throws -> SweepFolder {
        let results = try settings.value(.results, flag: results, default: SweepFolder.usualResults, as: .text)
        let path = URL(filePath: results).standardizedFileURL.path
        return SweepFolder(results: path, experiment: try ExperimentName(experiment))
    }
}
