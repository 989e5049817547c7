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
        abstract: "Write a run's frames or segments as CSV, or its summary as JSON.",
        discussion: """
            A file gets its name only when it is whole, in place of an older one.

            EXAMPLES
              glasslab export test1 --out test1.csv
              glasslab export test1@2 --format json --out -
              glasslab export test1 --stream control --out control.csv
              glasslab export test1 --segments --out segments.csv
              glasslab export test1 | head
            """
    )

    @Argument(help: "The run: ID for its latest complete attempt, ID@2 for one, or its uuid.")
    var id: String

    @Option(help: "csv: a row for each decoded frame; json: the summary.")
    var format = Format.csv

    @Option(help: "Whose frames: those under test, or the control's.")
    var stream = Stream.test

    @Flag(help: "A row for each segment or part of the stream under test in place of its frames.")
    var segments = false

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
        guard !segments || (format == .csv && stream == .test) else {
            throw ValidationError("--segments are rows of CSV, and of the stream under test alone.")
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
        let rows = try rows(of: stored, in: store)
        if out == "-" {
            try write(stored, rows) { text in
                try console.write(text)
            }
        } else {
            let file = try OutputFile(out)
            try write(stored, rows) { text in
                try file.write(text)
            }
            try file.close()
        }
    }

    /// What becomes rows.
    private enum Rows {
        case frames([Sample])
        case segments([SegmentFact])
    }

    private func rows(of stored: StoredSummary, in store: RunStore) throws -> Rows {
        if segments {
            let segments = try store.segments(of: stored.run)
            guard !segments.isEmpty else { throw GlasslabError.noSegments(name: stored.run.name) }
            return .segments(segments)
        }
        guard stream == .control else { return .frames(stored.samples) }
        let control = try store.samples(of: stored.run, stream: .control)
        guard !control.isEmpty else { throw GlasslabError.noControl(name: stored.run.name) }
        return .frames(control)
    }

    private func write(_ stored: StoredSummary, _ rows: Rows, to write: (String) throws -> Void) throws {
        switch (format, rows) {
        case (.csv, .frames(let samples)): try CSVReport.write(samples: samples, to: write)
        case (.csv, .segments(let segments)): try SegmentCSV.write(segments: segments, to: write)
        case (.json, _): try write(JSONReport.render([stored.summary]))
        }
    }
}
