import ArgumentParser
import Comparing
import Estimation
import LabCommand
import LabModel
import Machine
import Measuring
import Planning
import Reporting
import RunStore
import Sweeping

/// `glasslab report`.
struct ReportCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, markdown, html, csv, json

        var report: ReportFormat {
            switch self {
            case .text: .text
            case .markdown: .markdown
            case .html: .html
            case .csv: .csv
            case .json: .json
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Say which provider is better, or what a sweep's settings do.",
        discussion: """
            Of runs: providers ranked with 95 % intervals, a sentence a pair, then delays
            over time, what delay a player needs, smoothness, quality, costs, clocks,
            settings and the command that repeats each run. Faster is said only of 4 runs
            a side or more. Of a sweep: what each setting does with all else equal, which
            are best, what failed. The HTML form is one file that fetches nothing;
            docs/reports.md tells more.

            EXAMPLES
              glasslab report test1
              glasslab report --provider direct --provider ll-hls --out compare.html
              glasslab report base@* new@* --format markdown
              glasslab report --since 24h --out day.html
              glasslab report --provider acme --providers mine.yaml --viewers 1000
              glasslab report --sweep night --db results/night/lab.sqlite --out night.html
              glasslab report --sweep night --cpu-price 0.04048 --memory-price 0.004445
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Runs: ID for its latest complete attempt, ID@2 for one, ID@* for all complete ones, PREFIX* for all ids that "
                + "begin so. Several of one provider are compared by their names.",
            valueName: "ids"
        )
    )
    var ids: [String] = []

    @Option(help: ArgumentHelp("Only runs of this provider; may be repeated.", valueName: "name"))
    var provider: [String] = []

    @Option(
        help: ArgumentHelp("Only runs begun since, such as 24h, 2026-11-21 or 2026-11-21T08:00:00Z.", valueName: "time")
    )
    var since: String?

    @Option(help: "How many complete runs at most, the newest; from 1 to 10000. (default: 10000)")
    var limit: Int?

    @Option(help: ArgumentHelp("A sweep: what --sweep said when its runs were measured.", valueName: "name"))
    var sweep: String?

    @Option(
        help: ArgumentHelp(
            "text, markdown, html, csv or json. (default: what --out ends in, else text)",
            valueName: "format"
        )
    )
    var format: Format?

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write; - for standard output.", valueName: "file"))
    var out = "-"

    @Option(
        help: ArgumentHelp(
            "By which number of the summary; of a sweep several, and the first one chooses the best settings. (default: "
                + "signal_delay_ms.p95, playout.operating_delay_ms where a stream is segmented; of a sweep the medians too)",
            valueName: "path"
        )
    )
    var figure: [String] = []

    @Option(
        help: ArgumentHelp(
            "Do not look at this setting of a sweep although it varies; may be repeated.",
            valueName: "setting"
        )
    )
    var ignore: [String] = []

    @Flag(help: "Compare runs that received pictures of different sizes too.")
    var mixed = false

    @Option(
        help: ArgumentHelp("A file of providers, YAML or JSON, whose prices count now.", valueName: "file")
    )
    var providers: String?

    @Option(help: "How many viewers share the cost of sending, from 1 to 10 million. (default: 1)")
    var viewers = 1

    @Option(help: ArgumentHelp("What an hour of 1024 CPU units of a task costs.", valueName: "price"))
    var cpuPrice: Double?

    @Option(help: ArgumentHelp("What an hour of a gigabyte of a task's memory costs.", valueName: "price"))
    var memoryPrice: Double?

    @Option(help: ArgumentHelp("The currency of both prices.", valueName: "code"))
    var currency = "USD"

    @Option(
        help: ArgumentHelp(
            "The folder of all sweeps, where that of this sweep tells which lines have no run, and why. (default: results)",
            valueName: "folder"
        )
    )
    var results: String?

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard !out.isEmpty else {
            throw ValidationError("--out takes a file's path, or - for standard output.")
        }
        guard !standard.json || format == nil || format == .json else {
            throw ValidationError("--json and --format \(format?.rawValue ?? "") contradict each other.")
        }
        guard sweep != nil || !ids.isEmpty || !provider.isEmpty || since != nil else {
            throw ValidationError("Name runs, or choose them with --provider, --since or --sweep.")
        }
        guard sweep == nil || (ids.isEmpty && provider.isEmpty && since == nil && limit == nil) else {
            throw ValidationError(
                "--sweep stands for all of its runs: neither ids, --provider, --since nor --limit go with it."
            )
        }
        guard sweep != nil || (ignore.isEmpty && results == nil && figure.count <= 1) else {
            throw ValidationError("--ignore, --results and several --figure go with --sweep alone.")
        }
        guard limit.map({ (1...RunChoice.limit).contains($0) }) ?? true else {
            throw ValidationError("--limit takes a whole number from 1 to \(RunChoice.limit).")
        }
        guard (1...10_000_000).contains(viewers) else {
            throw ValidationError("--viewers takes a whole number from 1 to 10000000.")
        }
        guard (cpuPrice == nil) == (memoryPrice == nil) else {
            throw ValidationError("--cpu-price and --memory-price go together.")
        }
        guard [cpuPrice, memoryPrice].allSatisfy({ $0.map { $0 >= 0 && $0 < 1e6 } ?? true }) else {
            throw ValidationError("A price is a number from 0 to a million.")
        }
        guard currency.count == 3, currency.allSatisfy({ $0.isASCII && $0.isUppercase }) else {
            throw ValidationError("--currency takes three capital letters, such as USD.")
        }
    }

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let chosen = format?.report ?? ReportFormat(fileName: out) ?? (isJSON ? .json : .text)
        let style = out == "-" ? console.textStyle : TextStyle()
        let prepared = try prepare(settings)
        let store = try RunStore.open(try database.path(settings), mode: .readOnly)
        let report =
            switch prepared {
            case .sweep(let name, let options):
                try SweepReporting(sweep: name, store: store, options: options).render(as: chosen, style: style)
            case .runs(let runs):
                try runs.render(as: chosen, from: store, style: style, console: console)
            }
        if out == "-" {
            try console.write(report.text)
        } else {
            let file = try OutputFile(out)
            try file.write(report.text)
            try file.close()
        }
        if !report.isMeasured {
            throw ExitStatus.partial.exitCode
        }
    }

    private enum Prepared {
        case sweep(String, SweepAnalysisOptions)
        case runs(RunsReporting)
    }

    /// Reads every option before the store is opened: a mistake should not take a second to be told.
    private func prepare(_ settings: Settings) throws -> Prepared {
        let figures = try figure.map { text throws(ComparisonError) in try FigurePath(text) }
        let isMixed = try settings.flag(.mixed, flag: mixed)
        let prices = cpuPrice.flatMap { cpu in
            memoryPrice.map { TaskPrices(perCPUHour: cpu, perGigabyteHour: $0, currency: currency) }
        }
        guard let sweep else {
            var runs = RunsReporting(names: ids, providers: provider, limit: limit, taskPrices: prices)
            runs.since = try since.map { text throws(CommandError) in
                try SinceText.instant(text, now: SystemClock().now())
            }
            (runs.options.figure, runs.options.allowsDifferentSizes) = (figures.first, isMixed)
            runs.options.viewers = viewers
            runs.prices = try settings.value(.providers, flag: providers, as: .text).map {
                file throws(ProvidersError) in
                try ProviderCatalogue(file: file)
            }
            return .runs(runs)
        }
        var options = SweepAnalysisOptions()
        (options.figures, options.allowsDifferentSizes, options.prices) = (figures, isMixed, prices)
        options.ignored = Set(ignore)
        let results = try settings.value(.results, flag: results, default: SweepFolder.usualResults, as: .text)
        options.missing = try SweepRuns.lines(of: sweep, results: results)
        return .sweep(sweep, options)
    }
}
