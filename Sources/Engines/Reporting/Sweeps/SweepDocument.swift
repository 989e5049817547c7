import Estimation

/// A sweep's analysis as a document.
struct SweepDocument {
    private let analysis: SweepAnalysis

    init(_ analysis: SweepAnalysis) {
        self.analysis = analysis
    }

    var document: ReportDocument {
        var document = ReportDocument(title: "Sweep \(analysis.sweep)")
        document.blocks = [.text(overview)]
        if !fixed.isEmpty {
            document.blocks.append(.text(fixed))
        }
        if !analysis.notes.isEmpty {
            document.blocks.append(.notes(analysis.notes.map(\.text)))
        }
        for figure in analysis.figures where !figure.factors.isEmpty {
            document.blocks += effects(figure) + interactions(figure)
        }
        if let first = analysis.figures.first {
            document.blocks += maps(first)
        }
        document.blocks += choices + failures
        return document
    }

    private var overview: String {
        let measured = analysis.figures.first.map { "\($0.measured) results with \($0.figure)" } ?? "no result"
        let factors = analysis.factors.map { factor in
            let also = factor.goesWith.isEmpty ? "" : ", and with it \(factor.goesWith.joined(separator: ", "))"
            return "\(factor.name) (\(factor.levels.joined(separator: ", "))\(also))"
        }
        let varies = factors.isEmpty ? "Nothing varies." : "What varies: \(factors.joined(separator: "; "))."
        return "\(NumberText.count(analysis.lines, "line")), \(measured). \(varies)"
    }

    private var fixed: String {
        let settings = analysis.fixed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return settings.isEmpty ? "" : "The same in all runs: \(settings.joined(separator: ", "))."
    }

    // MARK: Effects

    private func effects(_ figure: SweepFigure) -> [ReportDocument.Block] {
        let number = NumberColumn(figure)
        var table = ReportTable(
            caption: "What each setting does, all else being equal: differences to the baseline, and the mean over "
                + "the other settings at which all levels were measured.",
            columns: [
                .init(title: "setting", alignment: .left), .init(title: "level", alignment: .left),
                .init(title: "runs", alignment: .right), .init(title: "died", alignment: .right),
                .init(title: number.titled("mean"), alignment: .right),
                .init(title: number.titled("difference"), alignment: .right),
                .init(title: "95 % interval", alignment: .left), .init(title: "it is", alignment: .left),
            ]
        )
        for factor in figure.factors {
            for (index, level) in factor.levels.enumerated() {
                let name = index == 0 ? factor.factor : ""
                let runs =
                    level.measured == level.planned ? "\(level.measured)" : "\(level.measured) of \(level.planned)"
                let cells = [
                    name, level.level, runs, level.died > 0 ? "\(level.died)" : "-",
                    number.text(level.mean, isLowerBound: level.isLowerBound),
                ]
                let told = level.effect.map { [number.difference($0), number.interval($0), $0.words] }
                table.rows.append(cells + (told ?? ["", "", "the baseline"]))
                table.ranges.append(level.effect.flatMap(\.range))
            }
        }
        return [.heading(figure.heading), .table(table), .text(Self.explanation(figure))]
    }

    private static func explanation(_ figure: SweepFigure) -> String {
        guard figure.asked > 0 else {
            return
                "No effect has an interval: that takes 4 measurements a side, or the same difference at 4 other settings."
        }
        let interval = "An interval holds its own difference in 95 of 100 sweeps."
        // One effect is judged by its own interval.
        guard figure.asked > 1 else { return interval }
        return interval
            + " What is called higher or lower holds for all \(figure.asked) effects at once, so an interval may "
            + "leave out zero and still show nothing."
    }

    private func interactions(_ figure: SweepFigure) -> [ReportDocument.Block] {
        let number = NumberColumn(figure)
        let all = figure.pairs.flatMap { pair in pair.interactions.map { (pair, $0) } }
        guard !all.isEmpty else { return [] }
        let shown = all.filter { $0.1.effect.verdict == .higher || $0.1.effect.verdict == .lower }
        let title = ReportDocument.Block.heading("Interactions, \(figure.heading)")
        guard !shown.isEmpty else { return [title, .text(Self.noneShown(all.map(\.1), figure, number))] }
        var table = ReportTable(
            caption: "By how much two settings together differ from what each does alone: "
                + "\(shown.count) of \(all.count) \(shown.count == 1 ? "is" : "are") shown"
                + (figure.askedInteractions > 1
                    ? ", all \(figure.askedInteractions) with an interval asked at once." : "."),
            columns: [
                .init(title: "settings", alignment: .left), .init(title: "against", alignment: .left),
                .init(title: number.titled("beyond the sum"), alignment: .right),
                .init(title: "95 % interval", alignment: .left), .init(title: "it is", alignment: .left),
            ]
        )
        let sorted = shown.sorted { abs($0.1.effect.value ?? 0) > abs($1.1.effect.value ?? 0) }
        for (pair, interaction) in sorted.prefix(Self.interactionRows) {
            table.rows.append([
                zip(pair.factors, interaction.levels).map { "\($0) \($1)" }.joined(separator: ", "),
                pair.baselines.joined(separator: ", "), number.difference(interaction.effect),
                number.interval(interaction.effect), interaction.effect.words,
            ])
            table.ranges.append(interaction.effect.range)
        }
        let rest = sorted.count - table.rows.count
        let more = rest > 0 ? [ReportDocument.Block.text("\(rest) smaller ones are in the JSON and CSV forms.")] : []
        return [title, .table(table)] + more
    }

    /// So many interactions are listed, the largest first.
    private static let interactionRows = 20

    private static func noneShown(
        _ all: [SweepFigure.Interaction],
        _ figure: SweepFigure,
        _ number: NumberColumn
    ) -> String {
        guard figure.askedInteractions > 0 else {
            return
                "Of \(NumberText.count(all.count, "interaction")) none has an interval: that takes repeats, or the same "
                + "four settings at 4 others."
        }
        return
            "None of \(NumberText.count(figure.askedInteractions, "interaction")) is shown: the settings' effects may "
            + "simply add up\(limit(all.map(\.effect), figure, number))."
    }

    /// Beyond what no interaction is, by the intervals that hold for all of them at once; nothing where one of them is open,
    /// for that one may be of any size.
    private static func limit(_ effects: [SweepEffect], _ figure: SweepFigure, _ number: NumberColumn) -> String {
        let asked = effects.filter { $0.jointReach != nil }
        guard asked.count == figure.askedInteractions, asked.allSatisfy({ $0.bound == nil }) else { return "" }
        let most = asked.compactMap { effect in
            effect.value.flatMap { value in effect.jointReach.map { abs(value) + $0 } }
        }.max()
        let unit = figure.unit.map { " \($0)" } ?? ""
        let joint = asked.count > 1 ? ", all asked at once" : ""
        return most.map { "; none is beyond \(number.text($0, isLowerBound: false))\(unit)\(joint)" } ?? ""
    }

    // MARK: Maps, choices, failures

    private func maps(_ figure: SweepFigure) -> [ReportDocument.Block] {
        let maps = figure.pairs.map { SweepMapTable($0.map, figure).block }
        return maps.isEmpty ? [] : [.heading("By two settings, \(figure.heading)")] + maps
    }

    private var choices: [ReportDocument.Block] {
        let heading = ReportDocument.Block.heading("Best settings by budget")
        guard let budgets = analysis.budgets, let figure = analysis.figures.first else {
            return [heading, .text("No settings with a delay tell what they cost.")]
        }
        let number = NumberColumn(figure)
        let factors = analysis.factors.map(\.name)
        var table = ReportTable(
            caption: budgets.basis.words + " For each received size by itself; from each cost on up to the next one.",
            columns: [
                .init(title: "size", alignment: .left), .init(title: "from \(budgets.unit)", alignment: .right),
            ] + factors.map { .init(title: $0, alignment: .left) } + [
                .init(title: number.titled(budgets.figure), alignment: .right), .init(title: "runs", alignment: .right),
                .init(title: "not told apart from it", alignment: .left),
            ]
        )
        table.rows = budgets.choices.map { choice in
            let apart = choice.others == 0 ? "no others" : "\(choice.notToldApart) of \(choice.others) others"
            return [choice.size ?? "-", NumberText.significant(choice.cost)]
                + factors.map { choice.settings[$0] ?? "-" }
                + [number.text(choice.value, isLowerBound: false), "\(choice.runs)", apart]
        }
        return [heading, .table(table)]
    }

    private var failures: [ReportDocument.Block] {
        let heading = ReportDocument.Block.heading("Failures")
        guard !analysis.failures.isEmpty else { return [heading, .text("None.")] }
        let factors = analysis.factors.map(\.name)
        var table = ReportTable(
            columns: ["line", "run", "what"].map { .init(title: $0, alignment: $0 == "line" ? .right : .left) }
                + factors.map { .init(title: $0, alignment: .left) } + [.init(title: "why", alignment: .left)]
        )
        table.rows = analysis.failures.map { failure in
            let also = failure.isReplaced ? "; another attempt counts" : ""
            return [failure.line.map { "\($0)" } ?? "-", failure.name ?? "-", failure.kind.words]
                + factors.map { failure.settings[$0] ?? "-" } + [failure.reason + also]
        }
        return [heading, .table(table)]
    }
}

extension SweepFigure {
    /// What it is, as a heading says it.
    var heading: String {
        unit.map { "\(figure), \($0)" } ?? figure
    }
}

extension SweepBudgets.Basis {
    fileprivate var words: String {
        switch self {
        case .taskPrice: "Cost is that of an hour of the streamer's task, by the prices given."
        case .streamerCores: "Cost is what the streamer used of the processor, in cores, in the run that used most."
        }
    }
}
