import Estimation
import Reporting

/// A comparison to read: a small table, the sentence, and what a reader must know.
enum ComparisonText {
    static func render(_ comparison: Comparison, style: TextStyle) -> String {
        let sets = [("A", comparison.a), ("B", comparison.b)]
        let rows = sets.map { letter, set in
            SetTable.Row(
                letter: letter,
                name: set.name,
                runs: set.runs.count,
                mean: set.mean,
                isLowerBound: set.runs.contains(where: \.isLowerBound),
                spread: set.min.flatMap { least in set.max.map { least...$0 } },
                deviation: set.stddev
            )
        }
        let told = [comparison.a, comparison.b].flatMap { [$0.mean, $0.stddev, $0.min, $0.max] }
        let decimals = comparison.unit == "ms" ? nil : ToldDigits.count(telling: told)
        let table = SetTable.render(
            rows,
            figure: comparison.figure,
            unit: comparison.unit,
            decimals: decimals,
            style: style
        )
        var parts = [table]
        parts += [([comparison.reason] + [comparison.sentence]).compactMap(\.self).joined(separator: "\n") + "\n"]
        if !comparison.notes.isEmpty {
            parts.append(comparison.notes.map { "! \($0.text)\n" }.joined())
        }
        if !comparison.gates.isEmpty {
            parts.append(comparison.gates.map { "\(word($0.verdict))  \($0.gate)\n    \($0.text)\n" }.joined())
        }
        return parts.joined(separator: "\n")
    }

    private static func word(_ verdict: GateOutcome.Verdict) -> String {
        switch verdict {
        case .passed: "PASSED"
        case .failed: "FAILED"
        case .inconclusive: "INCONCLUSIVE"
        }
    }
}
