import ArgumentParser
import Comparing
import LabCommand
import LabModel
import Machine
import RunStore

/// Which runs are exported.
struct ExportChoice: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Runs: ID for its latest complete attempt, ID@2 for one, ID@* for all complete ones, 'PREFIX*', or a uuid.",
            valueName: "ids"
        )
    )
    var ids: [String] = []

    @Option(help: ArgumentHelp("Only runs of this provider; may be repeated.", valueName: "name"))
    var provider: [String] = []

    @Option(help: ArgumentHelp("Only runs of this sweep.", valueName: "name"))
    var sweep: String?

    @Option(
        help: ArgumentHelp("Only runs begun since, such as 24h, 2026-11-21 or 2026-11-21T08:00:00Z.", valueName: "time")
    )
    var since: String?

    func validate() throws {
        guard !ids.isEmpty || narrows else {
            throw ValidationError("Name runs, or choose them with --provider, --sweep or --since.")
        }
    }

    private var narrows: Bool {
        !provider.isEmpty || sweep != nil || since != nil
    }

    /// Whether one run is asked for by its own name, so that nothing need say whose rows they are.
    ///
    /// It follows from the words alone, never from how many runs there are: a file keeps its form.
    var isOfOne: Bool {
        ids.count == 1 && !narrows && !ids[0].contains { ",*".contains($0) }
    }

    /// Names that find exactly one run each, oldest first; runs that are passed over are told on stderr.
    /// - Throws: ``CommandError`` for a bad `--since`, or what ``RunChoice`` throws.
    func names(in store: RunStore, console: Console) throws -> [String] {
        guard !isOfOne else { return ids }
        var choice = RunChoice()
        (choice.names, choice.providers, choice.sweep) = (ids, provider, sweep)
        choice.since = try since.map { text throws(CommandError) in
            try SinceText.instant(text, now: SystemClock().now())
        }
        let chosen = try choice.runs(in: store)
        if let first = chosen.unfinished.first {
            let others = chosen.unfinished.count - 1
            let more = others == 0 ? "" : " and \(others) more"
            console.warning("left out because not finished: \(first.id)@\(first.attempt)\(more)")
        }
        return chosen.told.map { "\($0.id)@\($0.attempt)" }
    }
}
