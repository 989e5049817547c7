import Estimation

/// A sweep as rows, one a number, RFC 4180 with CRLF; what is unknown stays empty.
enum SweepCSV {
    /// The first row.
    static let header = [
        "kind", "figure", "unit", "factor", "level", "baseline", "factor_2", "level_2", "baseline_2", "value", "bound",
        "low", "high", "clock_bound_ms", "verdict", "reason", "basis", "settings", "runs", "planned", "died", "text",
    ]

    static func render(_ analysis: SweepAnalysis) -> String {
        var rows = [header]
        for figure in analysis.figures {
            rows += figure.factors.flatMap { levels(of: $0, figure) }
            rows += figure.pairs.flatMap { interactions(of: $0, figure) }
            rows += figure.pairs.flatMap { cells(of: $0.map, figure) }
        }
        rows += (analysis.budgets.map(choices) ?? []) + analysis.failures.map(failure)
        rows += analysis.notes.map { row(["kind": "note", "reason": $0.code.rawValue, "text": $0.text]) }
        return rows.map { $0.map(CSVField.text).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func row(_ fields: [String: String]) -> [String] {
        header.map { fields[$0] ?? "" }
    }

    private static func text(_ value: Double?) -> String {
        value.map { "\($0)" } ?? ""
    }

    private static func levels(of factor: SweepFigure.Factor, _ figure: SweepFigure) -> [[String]] {
        factor.levels.flatMap { level in
            var fields = [
                "figure": figure.figure, "unit": figure.unit ?? "", "factor": factor.factor, "level": level.level,
            ]
            fields["baseline"] = factor.baseline
            var mean = fields
            mean["kind"] = "level"
            mean["value"] = text(level.mean)
            mean["bound"] = level.mean != nil && level.isLowerBound ? "at_least" : ""
            (mean["settings"], mean["runs"]) = ("\(factor.settings)", "\(level.measured)")
            (mean["planned"], mean["died"]) = ("\(level.planned)", "\(level.died)")
            guard let effect = level.effect else { return [row(mean)] }
            fields["kind"] = "effect"
            return [row(mean), row(fields.merging(self.fields(of: effect)) { $1 })]
        }
    }

    private static func interactions(of pair: SweepFigure.Pair, _ figure: SweepFigure) -> [[String]] {
        pair.interactions.map { interaction in
            var fields = ["kind": "interaction", "figure": figure.figure, "unit": figure.unit ?? ""]
            (fields["factor"], fields["factor_2"]) = (pair.factors[0], pair.factors[1])
            (fields["level"], fields["level_2"]) = (interaction.levels[0], interaction.levels[1])
            (fields["baseline"], fields["baseline_2"]) = (pair.baselines[0], pair.baselines[1])
            return row(fields.merging(self.fields(of: interaction.effect)) { $1 })
        }
    }

    private static func fields(of effect: SweepEffect) -> [String: String] {
        [
            "value": text(effect.value), "bound": effect.bound?.rawValue ?? "", "low": text(effect.low),
            "high": text(effect.high), "clock_bound_ms": text(effect.clockBoundMs), "verdict": effect.verdict.rawValue,
            "reason": effect.reason?.rawValue ?? "", "basis": effect.basis?.rawValue ?? "",
            "settings": "\(effect.settings)", "runs": "\(effect.runs)",
        ]
    }

    private static func cells(of map: SweepMap, _ figure: SweepFigure) -> [[String]] {
        zip(map.rows.levels, map.cells).flatMap { level, cells in
            zip(map.columns.levels, cells).map { other, cell in
                row([
                    "kind": "cell", "figure": figure.figure, "unit": figure.unit ?? "", "factor": map.rows.name,
                    "level": level, "factor_2": map.columns.name, "level_2": other, "value": text(cell.value),
                    "bound": cell.value != nil && cell.isLowerBound ? "at_least" : "", "settings": "\(cell.settings)",
                    "runs": "\(cell.runs)", "planned": "\(map.settings)", "died": "\(cell.died)",
                ])
            }
        }
    }

    private static func choices(_ budgets: SweepBudgets) -> [[String]] {
        budgets.choices.map { choice in
            let settings = choice.settings.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " ")
            return row([
                "kind": "best", "figure": budgets.figure, "unit": "ms", "factor": "size", "level": choice.size ?? "",
                "factor_2": budgets.unit, "level_2": text(choice.cost), "value": text(choice.value),
                "basis": budgets.basis.rawValue, "runs": "\(choice.runs)",
                "text": settings + "; \(choice.notToldApart) of \(choice.others) others not told apart",
            ])
        }
    }

    private static func failure(_ failure: SweepFailure) -> [String] {
        let settings = failure.settings.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " ")
        return row([
            "kind": "failure", "factor": "line", "level": failure.line.map { "\($0)" } ?? "", "factor_2": "run",
            "level_2": failure.name ?? "", "verdict": failure.isReplaced ? "replaced" : "",
            "reason": failure.kind.rawValue,
            "text": settings.isEmpty ? failure.reason : "\(settings): \(failure.reason)",
        ])
    }
}
