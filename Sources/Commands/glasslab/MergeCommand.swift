import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import RunStore

/// `glasslab merge`.
struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Add the runs of other databases to one.",
        discussion: """
            Each file is added as a whole or not at all, and none of them is changed. A
            run that is there already is skipped, so that merging again completes what was
            broken off; one of the same identity with other contents is an error. Attempts
            of one id are numbered by their start. Runs that are still being measured are
            left out, and the exit code is then 3.

            EXAMPLES
              glasslab merge all.sqlite results/night/*/lab.sqlite
              glasslab merge all.sqlite a.sqlite b.sqlite --sweep night --json
            """
    )

    @Argument(help: "The database that gets the runs; made where there is none.")
    var into: String

    @Argument(help: "The databases whose runs are added, in any order.")
    var from: [String]

    @Option(help: ArgumentHelp("Only runs of this sweep.", valueName: "name"))
    var sweep: String?

    @Option(help: ArgumentHelp("Only runs of this id; may be repeated.", valueName: "id"))
    var id: [String] = []

    @Option(help: ArgumentHelp("Only runs of this provider; may be repeated.", valueName: "name"))
    var provider: [String] = []

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let reports = try merge(showing: ProgressLine(console: console, clock: SystemClock(), isQuiet: isJSON))
        if isJSON {
            try console.write(MergeJSON.render(reports, into: into))
        } else {
            try console.write(Self.text(reports, into: into))
        }
        let leftOut = reports.flatMap { report in report.leftOut.map { (path: report.path, name: $0) } }
        for (path, name) in leftOut {
            console.warning(
                "the run \(name) of \(path) is still being measured and was left out; merge again once it ended"
            )
        }
        if !leftOut.isEmpty {
            throw ExitStatus.partial.exitCode
        }
    }

    private func merge(showing progress: ProgressLine) throws -> [MergeReport] {
        defer { progress.finish() }
        try RunStore.requirePresentVersion(of: into)
        let store = try RunStore.open(into, busyTimeout: RunStore.patience)
        let filter = RunFilter(
            ids: id.isEmpty ? nil : id,
            providers: provider.isEmpty ? nil : provider,
            sweep: sweep,
            limit: .max
        )
        let clock = SystemClock()
        let begin = clock.monotonicNow()
        let paths = try store.mergeOrder(of: from)
        return try paths.enumerated().map { done, path in
            var state = ProgressLine.Progress(elapsed: clock.monotonicNow() - begin)
            state.text = "\(done) of \(paths.count) files"
            progress.update(state)
            return try store.merge(from: path, matching: filter)
        }
    }

    static func text(_ reports: [MergeReport], into: String) -> String {
        let added = reports.reduce(0) { $0 + $1.added.count }
        let skipped = reports.reduce(0) { $0 + $1.skipped.count }
        let renumbered = Set(reports.flatMap(\.renumbered).map(\.uuid)).count
        let calibrations = reports.reduce(0) { $0 + $1.calibrations }
        var parts = ["\(count(added, "run")) added", "\(skipped) there already"]
        if renumbered > 0 {
            parts.append("\(count(renumbered, "attempt")) renumbered")
        }
        if calibrations > 0 {
            parts.append("\(count(calibrations, "calibration")) added")
        }
        return "\(into): \(parts.joined(separator: ", ")), from \(count(reports.count, "file"))\n"
    }

    private static func count(_ number: Int, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }
}
