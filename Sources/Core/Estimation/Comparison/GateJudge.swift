import LabModel

/// Judges a gate by two sets of runs.
struct GateJudge {
    let gate: Gate
    let first: ComparedSet
    let second: ComparedSet
    /// What keeps runs from being judged.
    let pair: RunPair
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
        let (verdict, reason) = judge(over, isRelative: isRelative)
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
        if isRelative, pair.shared > 0 {
            return "A run stands in both sets: it says nothing of itself."
        }
        if let mismatch = isRelative ? pair.refusedSizes : pair.refusedSizesOfSecond {
            return "Not judged without --mixed: \(mismatch.text)."
        }
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

    private func judge(_ over: Contrast, isRelative: Bool) -> (GateOutcome.Verdict, reason: String?) {
        if over.scope == .withinRuns {
            return (.inconclusive, reasonNotToJudge(isRelative ? [first, second] : [second]))
        }
        if over.clockBoundMs == nil {
            return (.inconclusive, "the clocks' error is not known")
        }
        let isMet = { (value: Double) in gate.isStrict ? value < 0 : value <= 0 }
        if let low = over.low, !isMet(low) {
            return (.failed, nil)
        }
        guard let high = over.high, isMet(high) else { return (.inconclusive, nil) }
        let reason = reasonNotToPass(isRelative: isRelative)
        return (reason == nil ? .passed : .inconclusive, reason)
    }

    /// Why runs say nothing about others.
    private func reasonNotToJudge(_ sets: [ComparedSet]) -> String {
        if sets.contains(where: \.mixesProviders) {
            return "runs of different providers say nothing about other runs of one"
        }
        let areApart = sets.allSatisfy { $0.values.count < BetweenRuns.neededRuns || $0.speaksOfOtherRuns }
        return areApart
            ? "fewer than \(BetweenRuns.neededRuns) runs say nothing about other runs"
            : "runs of the same measurement say nothing about other runs"
    }

    /// Runs without an end say nothing of what they would have become; nil where there are none.
    private func reasonNotToPass(isRelative: Bool) -> String? {
        let counts = [
            (pair.died.second, "B died"), (pair.unfinished.second, "B did not finish"),
            (isRelative ? pair.died.first : 0, "A died"), (isRelative ? pair.unfinished.first : 0, "A did not finish"),
        ]
        return counts.first { $0.0 > 0 }.map { "\(Figures.count($0.0, "run")) of \($0.1)" }
    }

    private func text(limit: Double, _ over: Contrast, reason: String?) -> String {
        let told = [second.mean, limit, over.value, over.low, over.high]
        let figures = PlainFigures(unit: gate.path.unit, telling: told)
        let mean = second.mean ?? 0
        let own = second.isLowerBound ? figures.atLeast(mean) : figures.text(mean)
        return "B is \(own), the limit \(figures.text(limit)); "
            + "B minus limit \(figures.interval(over))" + (reason.map { "; \($0)" } ?? "") + "."
    }
}
