import ArgumentParser
import Comparing
import Estimation
import Foundation
import LabCommand
import LabModel
import RunStore

/// `glasslab compare`.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Say whether two sets of runs really differ.",
        discussion: """
            A is the baseline. From 4 runs a side on, the 95 % interval of the difference speaks of other
            runs too; it holds both clocks' bounds. A gate passes when the interval's worse end meets it
            (exit 0), fails when its better end does not (exit 4), and is inconclusive else (exit 3).

            EXAMPLES
              glasslab compare base@* new@*
              glasslab compare 'night-*' --provider direct --provider cloud
              glasslab compare base@* new@* --gate 'signal_delay_ms.p95<=+10%' --gate 'freezes.count<=0'
              glasslab compare large@* small@* --mixed
              glasslab compare a@1,a@2,a@3,a@4 b@* --figure frame_delay_ms.p50 --json
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The baseline's runs: ID for its latest complete attempt, ID@2 for one, ID@* for all complete ones, "
                + "PREFIX* for all ids that begin so; several with commas between.",
            valueName: "a"
        )
    )
    var first: String

    @Argument(help: ArgumentHelp("The runs held against them; may be left out with two --provider.", valueName: "b"))
    var second: String?

    @Option(
        help: ArgumentHelp(
            "A condition that B has to meet, such as 'signal_delay_ms.p95<=+10%' or 'frames.dropped<=0'; a sign makes "
                + "it relative to A. May be repeated.",
            valueName: "condition"
        )
    )
    var gate: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only runs of this provider; given twice, the first is A's, the second B's.",
            valueName: "name"
        )
    )
    var provider: [String] = []

    @Option(
        help: ArgumentHelp(
            "By which number of the summary. (default: signal_delay_ms.p95; playout.operating_delay_ms where a stream "
                + "is segmented)",
            valueName: "path"
        )
    )
    var figure: String?

    @Option(
        help: ArgumentHelp("Say how many runs would show so much. (default: about a tenth)", valueName: "difference")
    )
    var showing: Double?

    @Flag(help: "Compare runs that received pictures of different sizes too.")
    var mixed = false

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard provider.count <= 2 else {
            throw ValidationError("--provider may be given once, or twice: for A and for B.")
        }
        guard second != nil || provider.count == 2 else {
            throw ValidationError("Name the second set of runs, or give --provider twice.")
        }
        if let showing, !(showing > 0 && showing < 1e12) {
            throw ValidationError("--showing takes a number above 0.")
        }
    }

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let options = try options(settings)
        let store = try RunStore.open(try database.path(settings), mode: .readOnly)
        let choices = [(first, provider.first), (second ?? first, provider.last)]
        let sets = try choices.map { text, provider in
            let choice = RunChoice(text, provider: provider)
            return try ReportSource(store).set(named: choice.name, choice.completeRuns(in: store))
        }
        let comparison = try Comparison(sets[0], sets[1], options: options)
        if isJSON {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try console.write(String(decoding: try encoder.encode(comparison), as: UTF8.self) + "\n")
        } else {
            try console.write(ComparisonText.render(comparison, style: console.textStyle))
        }
        if comparison.exitStatus != .done {
            throw comparison.exitStatus.exitCode
        }
    }

    private func options(_ settings: Settings) throws -> ComparisonOptions {
        var options = ComparisonOptions()
        options.path = try figure.map { text throws(ComparisonError) in try FigurePath(text) }
        options.showing = showing
        options.areProvidersNamed = !provider.isEmpty
        options.allowsDifferentSizes = try settings.flag(.mixed, flag: mixed)
        options.gates = try settings.values(.gate, flags: gate, as: .text).map { text throws(ComparisonError) in
            try Gate(text)
        }
        return options
    }
}
