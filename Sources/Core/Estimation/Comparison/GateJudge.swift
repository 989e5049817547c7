import LabModel

/// Judges a gate by two sets of runs.
struct GateJudge {
    let gate: Gate
    let first: ComparedSet
    let second: ComparedSet
    /// Runs of the second set that died.
    let died: Int
    let seed: UInt64

    func outcome() -> GateOutcome {
        let isRelative = if case .absolute = gate.limit { false } else { true }
        if let reason = reasonForNone(isRelative: isRelative) {
            return GateOutcome(gate, .inconclusive, text: reason)
        }
        let (factor, constant) = terms
        let baseline = isRelative ? first : nil
        let over = Contrast(second, minus: baseline, times: factor, constant: constant, seed: seed)
        let limit = factor * (baseline?.mean ?? 0) + constant
        let (verdict, reason) = judge(over)
        let text = text(limit: limit, over, reason: reason)
        return GateOutcome(gate, verdict, limit: limit, overLimit: over, text: text)
    }

    /// The limit as a multiple of the first set's mean and a constant.
    private var terms: (factor: Double, constant: Double) {
        switch gate.limit {
        case .absolute(let limit): (0, limit)
        case .more(let more): (1, more)
        case .moreByShare(let share): (1 + share, 0)
        }
    }

    private func reasonForNone(isRelative: Bool) -> String? {
        let sets = isRelative ? [("A", first), ("B", second)] : [("B", second)]
        for (letter, set) in sets {
            if set.runs.isEmpty {
                return "\(letter) has no run that could be judged."
            }
            if set.missing > 0 {
                let runs = Figures.count(set.runs.count, "run")
                return "\(set.missing) of \(runs) of \(letter) lack \(gate.path)."
            }
        }
        if case .moreByShare = gate.limit, let mean = first.mean, mean < 0 {
            return "A's \(gate.path) is below zero: a percentage of that says nothing."
        }
        return nil
    }

    private func judge(_ over: Contrast) -> (GateOutcome.Verdict, reason: String?) {
        if over.scope == .withinRuns {
            return (.inconclusive, "fewer than \(BetweenRuns.neededRuns) runs say nothing about other runs")
        }
        if over.clockBoundMs == nil {
            return (.inconclusive, "the clocks' error is not known")
        }
        let isMet = { (value: Double) in gate.isStrict ? value < 0 : value <= 0 }
        if let low = over.low, !isMet(low) {
            return (.failed, nil)
        }
        guard let high = over.high, isMet(high) else { return (.inconclusive, nil) }
        return died > 0 ? (.inconclusive, "\(Figures.count(died, "run")) of B died") : (.passed, nil)
    }

    private func text(limit: Double, _ over: Contrast, reason: String?) -> String {
        let figures = PlainFigures(unit: gate.path.unit, scale: max(abs(over.value), over.width ?? 0))
        let mean = second.isLowerBound ? "at least " : ""
        return "B is \(mean)\(figures.text(second.mean ?? 0)), the limit \(figures.text(limit)); "
            + "B minus limit \(figures.interval(over))" + (reason.map { "; \($0)" } ?? "") + "."
    }
}
