import ArgumentParser
import LabCommand
import LabModel
import Reporting
import RunStore

/// `glasslab export`.
struct ExportCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, json
    }

    enum Stream: String, CaseIterable, ExpressibleByArgument {
        case test, control
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a run's frames as CSV, or its summary as JSON.",
        discussion: """
            A file gets its name only when it is whole, in place of an older one.

            EXAMPLES
              glasslab export test1 --out test1.csv
              glasslab export test1@2 --format json --out -
              glasslab export test1 --stream control --out control.csv
              glasslab export test1 | head
            """
    )

    @Argument(help: "The run: ID for its latest complete attempt, ID@2 for one, or its uuid.")
    var id: String

    @Option(help: "csv: a row for each decoded frame; json: the summary.")
    var format = Format.csv

    @Option(help: "Whose frames: those under test, or the control's.")
    var stream = Stream.test

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write; - for standard output.", valueName: "file"))
    var out = "-"

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard !standard.json else {
            throw ValidationError("--json says nothing here: choose with --format json.")
        }
        guard format == .csv || stream == .test else {
            throw ValidationError("--stream control has no JSON of its own: the summary holds both streams.")
        }
        guard !out.isEmpty else {
            throw ValidationError("--out takes a file's path, or - for standard output.")
        }
    }

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let store = try RunStore.open(try database.path(settings), mode: .readOnly)
        let stored = try StoredSummary(named: id, in: store)
        stored.explain(on: console)
        let control = stream == .control ? try store.samples(of: stored.run, stream: .control) : nil
        guard control?.isEmpty != true else { throw GlasslabError.noControl(name: stored.run.name) }
        if out == "-" {
            try write(stored, control) { text in
                try console.write(text)
            }
        } else {
            let file = try OutputFile(out)
            try write(stored, control) { text in
                try file.write(text)
            }
            try file.close()
        }
    }

    private func write(_ stored: StoredSummary, _ control: [Sample]?, to write: (String) throws -> Void) throws {
        switch format {
        case .csv: try CSVReport.write(samples: control ?? stored.samples, to: write)
        case .json: try write(JSONReport.render([stored.summary]))
        }
    }
}
