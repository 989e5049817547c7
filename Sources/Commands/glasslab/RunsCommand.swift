import ArgumentParser
import LabCommand
import LabModel
import Machine
import Reporting
import RunStore

/// `glasslab runs`.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List the stored runs.",
        discussion: """
            EXAMPLES
              glasslab runs
              glasslab runs --provider direct --since 24h
              glasslab runs --id test1 --json
              glasslab runs --sweep night --sort -signal_delay --limit 10
              glasslab runs --search 'acme failed'
            """
    )

    @Option(help: "How many runs at most, from 1 to 10000.")
    var limit = 50

    @Option(help: ArgumentHelp("Only runs of this id; may be repeated.", valueName: "id"))
    var id: [String] = []

    @Option(help: ArgumentHelp("Only runs of this provider; may be repeated.", valueName: "name"))
    var provider: [String] = []

    @Option(help: ArgumentHelp("Only runs of this sweep.", valueName: "name"))
    var sweep: String?

    @Option(
        help: ArgumentHelp(
            "Only runs whose id, provider, state or end hold all of these words, in any case.",
            valueName: "words"
        )
    )
    var search = ""

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "By what: \(RunOrder.Key.allCases.map(\.rawValue).joined(separator: ", ")); with - before it the greatest "
                + "first. Runs that do not say come last.",
            valueName: "key"
        )
    )
    var sort = "-started"

    @Option(
        help: ArgumentHelp("Only runs begun since, such as 24h, 2026-11-21 or 2026-11-21T08:00:00Z.", valueName: "time")
    )
    var since: String?

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard (1...10_000).contains(limit) else {
            throw ValidationError("--limit takes a whole number from 1 to 10000, not \(limit).")
        }
        guard RunOrder(sort) != nil else {
            let keys = RunOrder.Key.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--sort takes one of \(keys), with - before it for the greatest first.")
        }
    }

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let filter = RunFilter(
            ids: id.isEmpty ? nil : id,
            providers: provider.isEmpty ? nil : provider,
            since: try since.map { text throws(CommandError) in
                try SinceText.instant(text, now: SystemClock().now())
            },
            sweep: sweep,
            search: RunSearch(search),
            order: RunOrder(sort) ?? .newest,
            limit: limit
        )
        let store = try RunStore.open(try database.path(settings), mode: .readOnly)
        let runs = try store.runs(matching: filter)
        if isJSON {
            try console.write(RunListJSON.render(runs, sweeps: store.sweepsOfRuns()))
        } else {
            try console.write(RunTable.render(runs.map(RunTable.Row.init(listing:)), style: console.textStyle))
        }
    }
}

extension RunTable.Row {
    init(listing: RunListing) {
        let end =
            switch listing.state {
            case .complete, .running: listing.state.rawValue
            case .partial, .failed, .interrupted: listing.endReason?.rawValue ?? "unfinished"
            }
        self.init(
            name: listing.attempt > 1 ? "\(listing.id)@\(listing.attempt)" : listing.id,
            startedAt: listing.startedAt.iso8601,
            provider: listing.provider,
            end: end
        )
        durationS = listing.figures?.durationS
        received = listing.figures?.received
        dropped = listing.figures?.dropped
        p50Ms = listing.figures?.frameDelayP50Ms
        p95Ms = listing.figures?.frameDelayP95Ms
    }
}

extension Console {
    /// How reports are laid out here.
    var textStyle: TextStyle {
        TextStyle(colour: hasColour, unicode: hasUnicode, width: width)
    }
}
