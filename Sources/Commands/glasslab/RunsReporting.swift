import Comparing
import Estimation
import LabCommand
import LabModel
import Machine
import Measuring
import Reporting
import RunStore

/// The report of chosen runs.
struct RunsReporting {
    var names: [String] = []
    var providers: [String] = []
    var since: WallTime?
    var limit: Int?
    var options = ReportOptions()
    /// A file of providers, whose prices take the place of those recorded with their runs.
    var prices: ProviderCatalogue?
    var taskPrices: TaskPrices?

    /// The report, and whether any run could be compared.
    func render(
        as format: ReportFormat,
        from store: RunStore,
        style: TextStyle,
        console: Console
    ) throws -> (text: String, isMeasured: Bool) {
        let clock = SystemClock()
        let progress = ProgressLine(console: console, clock: clock, isQuiet: !console.errorsAreTerminal)
        defer { progress.finish() }
        let start = clock.monotonicNow()
        let show = { (text: String) in
            var shown = ProgressLine.Progress(elapsed: clock.monotonicNow() - start)
            shown.text = text
            progress.update(shown)
        }
        var request = ReportRequest(choices, generatedAt: clock.now(), toolVersion: LabVersion.number)
        request.options = options
        request.hasPictures = format == .html
        request.picturesFolder = format == .html ? "." : nil
        var input = try ReportSource(store).input(request) { show("reading run \($0) of \($1)") }
        input.runs = input.runs.map(priced)
        show("comparing \(input.runs.count) runs")
        let isMeasured = input.runs.contains { $0.summary.frames.marked > 0 || $0.summary.quality != nil }
        return (try RunsReport.render(input, as: format, style: style), isMeasured)
    }

    /// A set a name, so that sets of one provider are told apart; else one for all.
    private var choices: [RunChoice] {
        var all = RunChoice()
        (all.providers, all.since) = (providers, since)
        if let limit {
            all.limit = limit
        }
        guard names.count > 1 else {
            all.names = names
            return [all]
        }
        return names.map { name in
            var choice = all
            choice.names = [name]
            return choice
        }
    }

    private func priced(_ run: ReportRun) -> ReportRun {
        let provider = prices?.choices.first { $0.provider.name == run.summary.run.provider }
        guard provider?.provider.prices != nil || taskPrices != nil else { return run }
        var run = run
        run.price(by: provider?.provider.prices, task: taskPrices)
        return run
    }
}
