import Estimation
import LabModel

/// Every warning with its remedy, and what happened in runs.
struct WarningSection {
    let analysis: RunsAnalysis

    private static let namesShown = 6
    private static let eventsShown = 30

    var section: ReportSection? {
        var blocks: [ReportDocument.Block] = []
        let items = warnings
        if !items.isEmpty {
            blocks.append(.definitions(items))
        }
        blocks += events
        return blocks.isEmpty ? nil : ReportSection("warnings", "Warnings and events", blocks)
    }

    private var warnings: [ReportDefinition] {
        RunWarning.Code.allCases.compactMap { code in
            let found = analysis.runs.compactMap { run in
                run.summary.warnings.first { $0.code == code }.map { (run: run, warning: $0) }
            }
            guard let first = found.first else { return nil }
            let names = found.prefix(Self.namesShown).map(\.run.inSentence).joined(separator: ", ")
            let more = found.count > Self.namesShown ? ", …" : ""
            let of =
                analysis.runs.count > 1 ? " in \(found.count) of \(NumberText.count(analysis.runs.count, "run"))" : ""
            let whose = analysis.runs.count > 1 ? "\(names)\(more). Of \(first.run.inSentence): " : ""
            return ReportDefinition(
                code.rawValue + of,
                whose + OutsideText.sentence(first.warning.text),
                "What helps: " + OutsideText.sentence(first.warning.remedy)
            )
        }
    }

    private var events: [ReportDocument.Block] {
        analysis.detailed.filter { !$0.summary.events.isEmpty }.map { run in
            var table = ReportTable(
                columns: ReportTable.columns([("at, s", .right), ("event", .left), ("what happened", .left)])
            )
            table.rows = run.summary.events.prefix(Self.eventsShown).map { event in
                [
                    NumberText.fixed(event.tS, decimals: 1), OutsideText.plain(event.code),
                    OutsideText.sentence(event.text),
                ]
            }
            let count = run.summary.events.count
            let rest = count - table.rows.count
            let more: [ReportDocument.Block] = rest > 0 ? [.text("And \(NumberText.count(rest, "more event")).")] : []
            return .details("\(NumberText.count(count, "event")) of \(run.inSentence)", [.table(table)] + more)
        }
    }
}
