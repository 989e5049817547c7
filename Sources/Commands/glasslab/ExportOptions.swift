import ArgumentParser
import Reporting
import RunStore

/// What of runs is exported.
struct ExportOptions: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, json
    }

    enum Stream: String, CaseIterable, ExpressibleByArgument {
        case test, control
    }

    enum Columns: String, CaseIterable, ExpressibleByArgument {
        case first, all
    }

    @Option(help: "csv: a row for each decoded frame; json: the summary.")
    var format = Format.csv

    @Option(
        help: ArgumentHelp(
            "first: the columns of the lab's first version; all: everything that is known, whole nanoseconds. (default: "
                + "first for frames, all for periods)",
            valueName: "columns"
        )
    )
    var columns: Columns?

    @Option(help: "Whose frames: those under test, or the control's.")
    var stream = Stream.test

    @Flag(help: "A row for each period of a summary, of 10 s unless asked otherwise, in place of frames.")
    var periods = false

    @Flag(help: "A row for each segment or part of the stream under test in place of its frames.")
    var segments = false

    @Flag(help: "A row for each pair of pictures that was scored, in place of frames.")
    var quality = false

    func validate() throws {
        guard format == .csv || stream == .test else {
            throw ValidationError("--stream control has no JSON of its own: the summary holds both streams.")
        }
        let tables = [("--periods", periods), ("--segments", segments), ("--quality", quality)].filter(\.1).map(\.0)
        if let table = tables.first {
            guard tables.count == 1 else {
                throw ValidationError("\(tables.joined(separator: " and ")) are tables of their own: choose one.")
            }
            guard format == .csv && stream == .test else {
                throw ValidationError("\(table) are rows of CSV, and of the stream under test alone.")
            }
        }
        guard columns == nil || (format == .csv && !segments && !quality) else {
            throw ValidationError("--columns chooses those of frames and of periods alone.")
        }
    }

    var kind: Export.Kind {
        if format == .json { return .summaries }
        if segments { return .segments }
        if quality { return .scores }
        if periods { return .periods(columns == .first ? .first : .all) }
        return .frames(columns == .all ? .all : .first, stream == .test ? .test : .control)
    }
}
