import LabModel

/// What a comparison says, in plain words.
struct ComparisonSentence {
    let path: FigurePath
    let a: ComparedSet
    let b: ComparedSet
    let pair: RunPair
    /// The difference that runs should be able to show; nil for about a tenth.
    let showing: Double?
    var called = SetLetters()

    func text(_ verdict: Comparison.Verdict, _ difference: Contrast?) -> String {
        guard let difference else { return "No comparison: \(reasonForNone)." }
        switch verdict {
        case .firstLower: return lower(called.a, difference.value, difference.low, difference.high)
        case .secondLower:
            return lower(called.b, -difference.value, difference.high.map { -$0 }, difference.low.map { -$0 })
        case .noDifference: return noDifference(difference)
        case .withinRuns: return withinRuns(difference)
        case .clockUnknown:
            return
                "No difference shown: the clocks' error is not known. Were they right, \(minus) \(path.place) would be "
                + figures(difference).interval(difference) + ", \(counts)."
        case .notComparable: return "No comparison: \(reasonForNone)."
        }
    }

    private func figures(_ difference: Contrast) -> PlainFigures {
        PlainFigures(unit: path.unit, telling: [difference.value, difference.low, difference.high])
    }

    private func lower(_ letter: String, _ value: Double, _ low: Double?, _ high: Double?) -> String {
        let figures = PlainFigures(unit: path.unit, telling: [high == nil ? nil : value, low, high])
        let shown = high == nil ? figures.atLeast(low ?? value) : figures.text(value)
        let than = called.than(letter == called.a ? called.b : called.a)
        return "\(letter) is \(shown) \(path.isDelay ? "faster" : "lower")\(than) \(path.place), "
            + "\(figures.range(low, high)), \(counts)."
    }

    private func withinRuns(_ difference: Contrast) -> String {
        let figures = figures(difference)
        let letter = difference.value < 0 ? called.b : called.a
        let clocks = difference.clockBoundMs == nil ? ", the clocks' error not known" : ""
        let thisOnly =
            "within these runs only\(clocks): \(counts). \(needed) could say whether that holds."
        let (low, high) =
            difference.value < 0
            ? (difference.high.map { -$0 }, difference.low.map { -$0 }) : (difference.low, difference.high)
        let (less, more) = difference.value < 0 ? (b, a) : (a, b)
        // Whoever is known only from below may not be the lower one, nor equal.
        if less.isLowerBound || difference.value == 0 && more.isLowerBound {
            return
                "\(minus) \(path.place) is \(figures.interval(difference)) of what was seen, and what was not seen of "
                + "\(bounds) can turn that, \(thisOnly)"
        }
        let size = abs(difference.value)
        let than = called.than(difference.value < 0 ? called.a : called.b)
        let start =
            difference.value == 0
            ? "\(called.a) and \(called.b) are equal \(path.place)"
            : "\(letter) has \(more.isLowerBound ? figures.atLeast(size) : figures.text(size)) less\(than) \(path.place)"
        return "\(start), \(figures.range(low, high)), \(thisOnly)"
    }

    /// What would say more than these runs.
    private var needed: String {
        let least = BetweenRuns.neededRuns
        if a.mixesProviders || b.mixesProviders {
            return "One provider a side, \(least) or more measurements each,"
        }
        let areApart = [a, b].allSatisfy { $0.measurements == $0.runs.count }
        return areApart ? "\(least) or more of each" : "\(least) or more of each, measured one after the other,"
    }

    /// Which sets are known only from below.
    private var bounds: String {
        a.isLowerBound && b.isLowerBound ? "\(called.a) and \(called.b)" : a.isLowerBound ? called.a : called.b
    }

    private func noDifference(_ difference: Contrast) -> String {
        let start =
            "No difference shown \(path.place): \(minus) is \(figures(difference).interval(difference)), \(counts)"
        return start + power(clock: difference.clockBoundMs ?? 0) + "."
    }

    /// What more runs would show.
    private func power(clock: Double) -> String {
        let usual = RunsNeeded.worthShowing(of: min(abs(a.mean ?? 0), abs(b.mean ?? 0)))
        guard !a.isLowerBound, !b.isLowerBound, let wanted = showing ?? usual else { return "" }
        let figures = PlainFigures(unit: path.unit, telling: [wanted, clock])
        let wantedText = figures.text(wanted)
        guard wanted > clock else {
            return "; the clocks' bounds of \(figures.text(clock)) hide \(wantedText), however many runs"
        }
        let (deviation, other) = (a.stddev ?? 0, b.stddev ?? 0)
        let needed = RunsNeeded(difference: wanted - clock, variance: deviation * deviation + other * other)
        guard let runs = needed.runs else {
            return "; more than \(RunsNeeded.limit) runs of each would be needed to show \(wantedText)"
        }
        let more = runs - min(a.runs.count, b.runs.count)
        return more > 0
            ? "; about \(more) more run\(more == 1 ? "" : "s") of each would show \(wantedText)"
            : "; \(wantedText) would most likely have been shown"
    }

    private var minus: String {
        "\(called.b) minus \(called.a)"
    }

    private var counts: String {
        a.runs.count == b.runs.count
            ? "\(Figures.count(a.runs.count, "run")) each"
            : "\(Figures.count(a.runs.count, "run")) of \(called.a) and \(b.runs.count) of \(called.b)"
    }

    private var reasonForNone: String {
        if pair.shared > 0 {
            return "a run stands in both sets"
        }
        for (letter, set, died) in [(called.a, a, pair.died.first), (called.b, b, pair.died.second)] {
            if set.runs.isEmpty {
                return "\(letter) has no run that could be compared"
            }
            if died > 0 {
                return
                    "\(Figures.count(died, "run")) of \(letter) died, and rank\(died == 1 ? "s" : "") behind all that lived"
            }
            if set.missing > 0 {
                return "\(set.missing) of \(Figures.count(set.runs.count, "run")) of \(letter) lack \(path)"
            }
        }
        return pair.refusedSizes?.text ?? "there is nothing to compare"
    }
}
