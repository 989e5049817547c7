import ArgumentParser
import Estimation
import LabCommand
import LabModel
import Machine
import Reporting
import RunConsole
import RunStore

/// `glasslab import-trace`.
struct ImportTraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-trace",
        abstract: "Store another laboratory's trace of frames as a run, with the same summary.",
        discussion: """
            The trace is a CSV file with a row for each frame received, in that order. Its
            first line names the columns: frame, sent_us, received_us and, where known,
            quality_db and bytes; others are ignored. Frames from 0 to the last one listed
            that have no row were sent and lost. Nothing is stored of a trace in which
            anything is wrong, or when Ctrl-C ends the import.

            EXAMPLES
              glasslab import-trace trace.csv --id lab2
              glasslab import-trace trace.csv --offset-ms -12.5 --provider cloud
              zcat trace.csv.gz | glasslab import-trace - --json
            """
    )

    @Argument(help: "The trace, a CSV file; - for standard input.")
    var trace: String

    @Option(help: "The run's name. (default: import-trace-TIME-RANDOM)")
    var id: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Sender's clock - receiver's clock, added to every delay. (default: 0)", valueName: "ms")
    )
    var offsetMs: String?

    @Option(help: "What quality_db measures: ssim, as -10 log10(1 - SSIM), or psnr. (default: ssim)")
    var qualityUnit: String?

    @Option(help: "Which provider was under test. (default: trace)")
    var provider: String?

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let path = try database.path(settings)
        let clock = SystemClock()
        var random = SystemRandomNumberGenerator()
        let options = try options(settings)
        let draft = try draft(settings, options, at: clock.now(), using: &random)
        let trace = try read(options)
        let assessed = Estimator.assess(trace, manifest: draft.manifest(attempt: 1))
        var summary = assessed.summary
        let store = try RunStore.open(path, telling: console)
        let run = try store.add(draft, trace: trace, summary: summary, digest: assessed.digest, clock: clock)
        summary.run.attempt = run.manifest.attempt
        guard !isJSON else {
            try console.write(JSONReport.render([summary]))
            summary.warnings.forEach { console.warning("\($0.text) \($0.remedy)") }
            return
        }
        let style = console.textStyle
        let text = TextReport.render(
            summary,
            trend: TrendPoint.reduce(samples: trace.samples, to: style.width * 2),
            location: RunLocation(database: path, name: run.name),
            style: style
        )
        try console.write(text)
    }

    private func options(_ settings: Settings) throws(CommandError) -> TraceOptions {
        var options = TraceOptions()
        let offset = try settings.value(.offsetMs, flag: offsetMs, default: 0, as: .number(in: -1e12...1e12))
        options.offset = .milliseconds(offset)
        options.qualityUnit = try settings.value(.qualityUnit, flag: qualityUnit, default: .ssim, as: .choice)
        return options
    }

    private func draft(
        _ settings: Settings,
        _ options: TraceOptions,
        at now: WallTime,
        using random: inout some RandomNumberGenerator
    ) throws(CommandError) -> RunDraft {
        let usual = RunIdentifiers.id(command: Self._commandName, at: now, using: &random)
        return RunDraft(
            uuid: RunUUID.make(at: now, using: &random),
            id: try settings.value(.id, flag: id, default: usual, as: .runID),
            provider: try settings.value(.provider, flag: provider, default: "trace", as: .text),
            url: trace,
            startedAt: now,
            settings: [
                SettingName.offsetMs.rawValue: .number(options.offset.milliseconds),
                SettingName.qualityUnit.rawValue: .text(options.qualityUnit.rawValue),
            ],
            versions: ["glasslab": LabVersion.number, "sqlite": SQLiteVersion.current]
        )
    }

    private func read(_ options: TraceOptions) throws -> Trace {
        let file = try InputFile(trace)
        let name = trace == "-" ? "standard input" : trace
        var reader = TraceReader(name: name, options: options, expectedBytes: file.expectedBytes)
        try file.forEachPiece { try reader.read($0) }
        return try reader.finish()
    }
}
