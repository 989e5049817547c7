import Estimation
import LabModel

/// Runs as RFC 4180 with CRLF, a row a number: the means of what is compared, the differences, then every number of every
/// run.
enum RunsCSV {
    /// The first row.
    static let header = [
        "kind", "compared_as", "against", "provider", "run", "attempt", "uuid", "started_at", "figure", "unit", "value",
        "is_lower_bound", "low", "high", "scope", "verdict",
    ]

    /// The whole text.
    /// - Throws: `EncodingError` or `DecodingError` for a summary with numbers that JSON cannot hold.
    static func render(_ analysis: RunsAnalysis) throws -> String {
        var rows = [header]
        rows += analysis.groups.map(mean)
        rows += analysis.pairs.map { difference($0, analysis) }
        for run in analysis.runs {
            rows += try KnownFigure.all(in: run.summary).map { figure($0, run) }
        }
        return rows.map { $0.map(CSVField.text).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func mean(_ group: ReportGroup) -> [String] {
        let mean = group.mean
        let isOpen = mean.set.runs.contains(where: \.isLowerBound)
        return ["mean", group.name, "", "", "", "", "", "", mean.figure, mean.unit ?? "", text(mean.set.mean)]
            + [mean.set.mean == nil ? "" : "\(isOpen)"] + ends(mean.interval) + [""]
    }

    private static func difference(_ pair: RunsAnalysis.Pair, _ analysis: RunsAnalysis) -> [String] {
        let comparison = pair.comparison
        let names = [analysis.groups[pair.second].name, analysis.groups[pair.first].name]
        return ["difference"] + names
            + ["", "", "", "", "", comparison.figure, comparison.unit ?? "", text(comparison.difference?.value), ""]
            + ends(comparison.difference) + [verdict(comparison.verdict)]
    }

    /// By the row's columns, of which the second set comes first.
    private static func verdict(_ verdict: Comparison.Verdict) -> String {
        switch verdict {
        case .firstLower: "against_lower"
        case .secondLower: "compared_as_lower"
        default: verdict.rawValue
        }
    }

    private static func ends(_ contrast: Contrast?) -> [String] {
        [text(contrast?.low), text(contrast?.high), contrast?.scope.rawValue ?? ""]
    }

    private static func figure(_ figure: KnownFigure, _ run: ReportRun) -> [String] {
        let part = run.summary.run
        return [
            "run", run.comparedAs, "", part.provider, part.id, "\(part.attempt)", part.uuid, part.startedAt,
            figure.path,
            figure.unit ?? "", text(figure.value), "\(figure.isLowerBound)", text(figure.low), text(figure.high), "",
            "",
        ]
    }

    /// As many digits as tell the number from its neighbours; whole ones without a point.
    private static func text(_ value: Double?) -> String {
        guard let value else { return "" }
        return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
