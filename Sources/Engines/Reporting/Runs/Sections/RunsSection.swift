import Estimation
import LabModel

/// Every run in a line.
struct RunsSection {
    let analysis: RunsAnalysis

    /// So many runs stand in the list; JSON and CSV have all.
    static let limit = 300

    var section: ReportSection? {
        guard analysis.runs.count > 1 else { return nil }
        let shown = analysis.runs.prefix(Self.limit)
        let rest = analysis.runs.count - shown.count
        let more: [ReportDocument.Block] =
            rest > 0
            ? [
                .text(
                    "\(NumberText.count(rest, "more run")) take part in all numbers and are in the JSON and CSV forms."
                )
            ]
            : []
        return ReportSection("runs", "The runs", [.table(table(Array(shown)))] + more)
    }

    private func table(_ runs: [ReportRun]) -> ReportTable {
        let values = Dictionary(
            analysis.groups.flatMap { $0.mean.set.runs }.map { ($0.uuid, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let found = runs.map { values[$0.summary.run.uuid] }
        let column = DelayColumn(found.map { $0?.value }, unit: analysis.path.unit)
        let frames = DelayColumn(runs.map { $0.summary.frameDelayMs?.p50 })
        var table = ReportTable(
            columns: ReportTable.columns([
                ("run", .left), ("of", .left), ("begun", .left), ("s", .right), ("ended", .left),
                (analysis.figureTitle, .right), ("frame delay p50, ms", .right), ("dropped", .right),
                ("freezes", .right), ("warnings", .right),
            ])
        )
        table.rows = zip(runs, found).map { run, value in
            let summary = run.summary
            let delay = value.flatMap { value in
                value.value.map { BoundedDelay(milliseconds: $0, isLowerBound: value.isLowerBound) }
            }
            return [
                run.alone, OutsideText.plain(run.comparedAs), Self.day(summary.run.startedAt),
                summary.run.durationS.map { NumberText.fixed($0, decimals: 1) } ?? "-",
                run.isUnfinished ? "not finished" : summary.run.endReason.words, column.text(delay),
                frames.text(summary.frameDelayMs?.p50), summary.frames.dropped.map { "\($0)" } ?? "-",
                "\(summary.freezes.count)", summary.warnings.isEmpty ? "" : "\(summary.warnings.count)",
            ]
        }
        return table.withoutEmptyColumns()
    }

    /// `2026-11-21 03:28:15` of an ISO 8601 instant.
    static func day(_ instant: String) -> String {
        OutsideText.plain(String(instant.unicodeScalars.prefix(19)).replacing("T", with: " "))
    }
}
