import Charts
import Estimation
import LabModel

/// The answer: who is ahead, by how much, and how far that can be believed.
struct AnswerSection {
    let analysis: RunsAnalysis

    var section: ReportSection {
        var blocks: [ReportDocument.Block] = [.lead(lead)]
        if let ranking = analysis.ranking, !analysis.isAlone {
            blocks.append(.text(ranking.key.reason))
        }
        blocks.append(.table(RankingTable(analysis: analysis).table))
        if !notes.isEmpty {
            blocks.append(.notes(notes))
        }
        if let chart {
            blocks.append(.chart(chart))
        }
        if !analysis.pairs.isEmpty {
            blocks += [.subheading("Pair by pair"), .list(analysis.pairs.map(\.comparison.sentence))]
            if analysis.groups.count > RunsAnalysis.allPairsLimit {
                blocks.append(
                    .text(
                        "Of \(analysis.groups.count) sets the best is held against each other one, and each against the next."
                    )
                )
            }
        }
        if !analysis.input.gates.isEmpty {
            blocks += [.subheading("Gates"), .list(analysis.input.gates.map(Self.sentence))]
        }
        return ReportSection("answer", analysis.isAlone ? "At a glance" : "The answer", blocks)
    }

    // MARK: The first sentence

    private var lead: String {
        guard let first = analysis.groups.first else { return "No run was chosen." }
        if analysis.isAlone { return alone(first) }
        if let refusal = analysis.refusal { return "Not ranked: \(refusal.what)." }
        if let figure = analysis.input.options.figure, figure != analysis.ranking.map({ FigurePath($0.key) }) {
            // Whether less of it is better is not known here.
            let only = analysis.pairs.count == 1 ? analysis.pairs.first?.comparison.sentence : nil
            return only ?? "Compared by \(figure): each pair's sentence says which is lower."
        }
        guard let entry = first.entry else {
            return "No run could be ranked: nobody is ahead."
        }
        guard entry.valueMs != nil, entry.died == 0 else {
            return "No stream lived through all of its runs: nobody is ahead."
        }
        let against = analysis.pairs.filter { $0.first == 0 }
        let ahead = against.filter { $0.comparison.verdict == .firstLower }.map(\.second)
        let dead = against.filter { analysis.groups[$0.second].entry?.died ?? 0 > 0 }.map(\.second)
        let died = "\(list(dead)) died in runs and rank\(dead.count == 1 ? "s" : "") behind"
        if ahead.count == against.count {
            let who =
                ahead.count == 1 ? list(ahead) : ahead.count == 2 ? "both others" : "all \(ahead.count) others"
            return "\(first.inSentence) is ahead of \(who): faster in other runs too."
        }
        if dead.count == against.count {
            return "\(first.inSentence) comes first: \(died), however fast before."
        }
        if ahead.count + dead.count == against.count {
            return "\(first.inSentence) is ahead of \(list(ahead)), faster in other runs too; \(died)."
        }
        if against.allSatisfy({ $0.comparison.verdict == .withinRuns }) {
            return
                "\(first.inSentence) comes first within these runs only: 4 measurements or more of each would speak of others."
        }
        let lower = against.filter { $0.comparison.verdict == .secondLower }.map(\.second)
        if !lower.isEmpty {
            let whose =
                lower.count == 1 ? "\(list(lower))'s mean is shown" : "the means of \(list(lower)) are shown"
            return "\(first.inSentence) comes first by the median, but \(whose) to be lower."
        }
        let undecided = against.map(\.second).filter { !ahead.contains($0) && !dead.contains($0) }
        let start = "\(first.inSentence) comes first"
        return ahead.isEmpty
            ? "\(start), but is not shown to be ahead of \(list(undecided))."
            : "\(start): ahead of \(list(ahead)), and not shown to be ahead of \(list(undecided))."
    }

    private func alone(_ group: ReportGroup) -> String {
        guard let only = group.runs.first else { return "No run was chosen." }
        guard group.runs.count > 1 else {
            let words = TextReport.headline(only.summary, style: TextStyle(width: 200)).joined(separator: " ")
            return OutsideText.sentence(words)
        }
        let what = analysis.figureName
        let start = "\(NumberText.count(group.runs.count, "run")) of \(group.inSentence)"
        guard let mean = group.mean.set.mean else { return "\(start): no run knows \(what)." }
        let known = group.mean.interval.flatMap { $0.low == nil && $0.high == nil ? nil : $0 }
        let column = DelayColumn([mean], unit: group.mean.unit, intervals: [(known?.low, known?.high)])
        let unit = group.mean.unit.map { " \($0)" } ?? ""
        let interval =
            known.map { interval in
                let within = interval.scope == .withinRuns ? " within these runs" : ""
                return ", 95 % interval\(within) \(column.interval(interval.low, interval.high))"
            } ?? ""
        let least = group.mean.set.isLowerBound ? "at least " : ""
        return "\(start): \(what) is \(least)\(column.text(mean))\(unit) on average\(interval)."
    }

    private func list(_ indices: [Int]) -> String {
        let names = indices.map { analysis.groups[$0].inSentence }
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    // MARK: What a reader must know

    private var notes: [String] {
        var notes: [String] = []
        if let refusal = analysis.refusal {
            notes.append("Not ranked: \(refusal.what). \(refusal.remedy ?? "")")
        }
        for group in analysis.groups {
            guard let entry = group.entry, entry.died > 0 || entry.isLowerBound else { continue }
            notes.append("\(group.inSentence): \(entry.reason).")
        }
        notes += unranked
        notes += analysis.input.leftOut.map(OutsideText.sentence)
        for pair in analysis.pairs {
            notes += pair.comparison.notes.filter { !Self.toldElsewhere.contains($0.code) }.map(\.text)
        }
        var known: Set<String> = []
        return notes.filter { known.insert($0).inserted }
    }

    /// Runs that stand in no order, together where they do so for one reason.
    private var unranked: [String] {
        let runs = analysis.ranking?.unranked ?? []
        var reasons: [String] = []
        for run in runs where !reasons.contains(run.reason) {
            reasons.append(run.reason)
        }
        return reasons.map { reason in
            let names = runs.filter { $0.reason == reason }.map { OutsideText.name($0.run) }
            let more = names.count > 5 ? " and \(names.count - 5) more" : ""
            return "Not ranked: \(names.prefix(5).joined(separator: ", "))\(more): \(reason)."
        }
    }

    /// What the ranking says already, and what stands in each sentence.
    private static let toldElsewhere: Set<ComparisonNote.Code> = [
        .died, .lowerBound, .streamerOverloaded, .linkBypassed, .fewRuns, .differentSizes,
    ]

    private static func sentence(_ gate: GateOutcome) -> String {
        "\(OutsideText.name(gate.gate)) \(gate.verdict.rawValue): \(gate.text)"
    }

    // MARK: The picture

    private var chart: Chart? {
        let groups = analysis.groups.filter { $0.mean.set.mean != nil }
        guard groups.count > 1 else { return nil }
        let unit = groups.first?.mean.unit ?? ""
        var x = ChartAxis("")
        x.names = groups.map(\.alone)
        var chart = Chart(
            id: "answer-means",
            title: "Means with their 95 % intervals",
            x: x,
            y: ChartAxis(analysis.figureName, unit: unit)
        )
        chart.series = groups.enumerated().map { place, group in
            let point = ChartPoint(
                x: Double(place),
                y: group.mean.set.mean,
                low: group.mean.interval?.low,
                high: group.mean.interval?.high
            )
            return ChartSeries(group.alone, kind: .dots, colour: group.colour, points: [point])
        }
        chart.note = "Whether two differ is said by the interval of their difference, not by whether these overlap."
        return chart
    }
}
