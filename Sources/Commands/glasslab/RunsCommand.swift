import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import Reporting
import RunStore

/// `glasslab runs`.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List the stored runs, newest first.",
        discussion: """
            EXAMPLES
              glasslab runs
              glasslab runs --provider direct --since 24h
              glasslab runs --id test1 --json
            """
    )

    @Option(help: "How many runs at most, from 1 to 10000.")
    var limit = 50

    @Option(help: ArgumentHelp("Only runs of this id; may be repeated.", valueName: "id"))
    var id: [String] = []

    @Option(help: ArgumentHelp("Only runs of this provider; may be repeated.", valueName: "name"))
    var provider: [String] = []

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
    }

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let filter = RunFilter(
            ids: id.isEmpty ? nil : id,
            providers: provider.isEmpty ? nil : provider,
            since: try beginning(),
            limit: limit
        )
        let store = try RunStore.open(try database.path(settings), mode: .readOnly)
        let runs = try store.runs(matching: filter)
        if isJSON {
            try console.write(RunListJSON.render(runs))
        } else {
            try console.write(RunTable.render(runs.map(RunTable.Row.init(listing:)), style: console.textStyle))
        }
    }

    private func beginning() throws -> WallTime? {
        guard let since else { return nil }
        if let length = Latency(since) {
            return SystemClock().now() - length
        }
        let instant = since.count == 10 ? since + "T00:00:00Z" : since
        guard let date = try? Date(instant, strategy: .iso8601) else {
            throw CommandError.badValue(
                since,
                source: "--since",
                expected: "an instant or length of time such as 24h, 2026-11-21 or 2026-11-21T08:00:00Z"
            )
        }
        return WallTime(seconds: date.timeIntervalSince1970)
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
