import Comparing
import Estimation
import LabCommand
import LabModel
import Machine
import Reporting
import RunStore
import Sweeping

/// A sweep's report: what its settings do, and in a browser its runs too.
struct SweepReporting {
    let sweep: String
    let store: RunStore
    let options: SweepAnalysisOptions

    /// The report, and whether anything was measured.
    func render(as format: ReportFormat, style: TextStyle) throws -> (text: String, isMeasured: Bool) {
        let found = try SweepRuns(sweep: sweep, in: store)
        let runs = found.summaries
        var options = options
        options.running = found.running
        let analysis = try SweepAnalysis(sweep: sweep, runs: runs, options: options)
        let isMeasured = analysis.measured > 0
        guard format == .html else {
            return (try SweepReport.render(analysis, as: format, style: style), isMeasured)
        }
        return (try Self.page(analysis, runs), isMeasured)
    }

    /// For a browser: with the runs, their warnings, settings and commands.
    static func page(_ analysis: SweepAnalysis, _ runs: [Summary]) throws -> String {
        var input = ReportInput(
            runs: runs.map { ReportRun(summary: $0) },
            generatedAt: SystemClock().now(),
            toolVersion: LabVersion.number
        )
        input.sweep = analysis
        input.options.allowsDifferentSizes = true
        return try RunsReport.render(input, as: .html)
    }
}
