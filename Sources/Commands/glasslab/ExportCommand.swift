import ArgumentParser
import LabCommand
import RunStore

/// `glasslab export`.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write frames, periods, segments or scores of runs as CSV, or their summaries as JSON.",
        discussion: """
            A file gets its name only when it is whole, in place of an older one. Of several
            runs each row begins with the run and its provider, and JSON is {"runs":[...]}.

            EXAMPLES
              glasslab export test1 --out test1.csv
              glasslab export test1@2 --format json --out -
              glasslab export test1 --columns all --out everything.csv
              glasslab export 'night*' --periods --out night.csv
              glasslab export --sweep night --provider acme --format json --out night.json
              glasslab export test1 --stream control --out control.csv
              glasslab export test1 --segments --out segments.csv
              glasslab export test1 --quality --out scores.csv
              glasslab export test1 | head
            """
    )

    @OptionGroup var choice: ExportChoice
    @OptionGroup var rows: ExportOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write; - for standard output.", valueName: "file"))
    var out = "-"

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard !standard.json else {
            throw ValidationError("--json says nothing here: choose with --format json.")
        }
        guard !out.isEmpty else {
            throw ValidationError("--out takes a file's path, or - for standard output.")
        }
    }

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let store = try RunStore.open(try database.path(settings), mode: .readOnly)
        let names = try choice.names(in: store, console: console)
        let export = Export(names: names, isOfOne: choice.isOfOne, kind: rows.kind)
        try export.check(in: store)
        if out == "-" {
            try export.write(from: store, console: console) { try console.write($0) }
        } else {
            let file = try OutputFile(out)
            try export.write(from: store, console: console) { try file.write($0) }
            try file.close()
        }
    }
}
