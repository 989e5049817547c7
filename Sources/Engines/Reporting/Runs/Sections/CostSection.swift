import Charts
import Estimation

/// What providers cost: the section of a report, in words, as a table and as a chart of cost against delay.
struct CostSection {
    private let comparison: CostComparison
    /// Which of the palette's colours a provider has.
    private let colours: [String: Int]

    /// - Parameters:
    ///   - input: what is told.
    ///   - ranking: of the same runs; nil where they could not be ranked.
    ///   - colours: which of the palette's colours each has; nil for one after the other.
    init(_ input: ReportInput, ranking: Ranking?, colours: [String: Int]? = nil) {
        var names: [String] = []
        var costs: [String: [[RunCost]]] = [:]
        for run in input.runs {
            if costs[run.comparedAs] == nil {
                names.append(run.comparedAs)
            }
            costs[run.comparedAs, default: []].append(run.costs)
        }
        comparison = CostComparison(
            names.map { ($0, costs[$0] ?? []) },
            ranking: ranking,
            viewers: input.options.viewers
        )
        self.colours = colours ?? Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    }

    /// Nil where nothing is charged for, as far as is known.
    var section: ReportSection? {
        guard !comparison.rows.isEmpty else { return nil }
        var blocks = sentences.map { ReportDocument.Block.text($0) } + [.table(table)]
        blocks += currencies.compactMap(chart).map { .chart($0) }
        blocks.append(.text(basis))
        return ReportSection("costs", "Costs", blocks + (notes.isEmpty ? [] : [.notes(notes)]))
    }

    private var currencies: [String] {
        Array(Set(comparison.rows.map(\.cost.currency))).sorted()
    }

    private func rows(in currency: String) -> [CostComparison.Row] {
        comparison.rows.filter { $0.cost.currency == currency }
    }

    private var audience: String {
        comparison.viewers == 1 ? "with one viewer" : "with \(comparison.viewers) viewers"
    }

    // MARK: Words

    /// What is worth its price, a sentence a currency in which several compete.
    private var sentences: [String] {
        currencies.compactMap { currency in
            let rows = rows(in: currency).filter { $0.standing == .front || $0.standing == .dominated }
            guard rows.count > 1 else { return nil }
            let front = rows.filter { $0.standing == .front }
            let kept = front.map {
                "\(OutsideText.name($0.cost.provider)) (\(currency) \(amount($0.viewerHour)), \(delay($0)))"
            }
            let others = rows.filter { $0.standing == .dominated }.map { row in
                "\(OutsideText.name(row.cost.provider)) costs no less and was delayed no less than "
                    + row.dominatedBy.map(OutsideText.name).joined(separator: ", ")
            }
            let choice =
                front.count == 1
                ? "Cheapest and least delayed in these runs, for a viewer's hour \(audience): \(kept.joined())."
                : "Worth their price in these runs, for a viewer's hour \(audience)\(Self.order(front)): "
                    + kept.joined(separator: "; ") + "."
            return ([choice] + (others.isEmpty ? [] : [others.joined(separator: "; ") + "."])).joined(separator: " ")
        }
    }

    /// That who costs more is delayed less, where that is known of all: a delay known only from below may be any longer, and
    /// two may be alike.
    private static func order(_ front: [CostComparison.Row]) -> String {
        let isKnown = zip(front, front.dropFirst()).allSatisfy { cheaper, dearer in
            guard let less = dearer.delayMs, let more = cheaper.delayMs else { return false }
            return less < more
        }
        return isKnown && !front.contains(where: \.isLowerBound) ? ", the dearer ones being less delayed" : ""
    }

    /// What the amounts are of.
    private var basis: String {
        let measured =
            "Amounts are of the measured duration and the media received, with one viewer for the runs; least bills, "
            + "discounts, and the bytes of containers and protocols are not counted."
        guard let key = comparison.key, comparison.rows.contains(where: { $0.delayMs != nil }) else { return measured }
        return measured
            + " Delays are the ranking's, \(key.rawValue), as medians over runs: which of them differ in other "
            + "runs too is for the comparison of pairs to say."
    }

    private var notes: [String] {
        var notes: [String] = []
        if currencies.count > 1 {
            notes.append("Currencies are not converted: only amounts of one currency are compared.")
        }
        let parts = comparison.rows.filter { !$0.cost.isWhole }.map(\.cost.provider)
        if !parts.isEmpty {
            let names = Set(parts).sorted().map(OutsideText.name).joined(separator: ", ")
            notes.append(
                "\(names): some runs, or some of what they cost, have no price here or one of another currency."
            )
        }
        if !comparison.unpriced.isEmpty {
            notes.append("No prices are known of \(comparison.unpriced.map(OutsideText.name).joined(separator: ", ")).")
        }
        return notes
    }

    // MARK: Numbers

    private var table: ReportTable {
        var columns = [
            TextTable.Column(title: "provider", alignment: .left), .init(title: "currency", alignment: .left),
            .init(title: "prices of", alignment: .left), .init(title: "runs", alignment: .right),
            .init(title: "these runs", alignment: .right), .init(title: "an hour of sending", alignment: .right),
            .init(title: "each viewer's hour adds", alignment: .right),
        ]
        columns += [
            .init(title: "viewer's hour \(audience)", alignment: .right), .init(title: "delay ms", alignment: .right),
            .init(title: "worth its price", alignment: .left),
        ]
        var table = ReportTable(
            caption: "What a viewer's hour costs is an hour of sending, shared by all viewers, and what "
                + "each one adds.",
            columns: columns
        )
        table.rows = comparison.rows.map { row in
            [
                OutsideText.plain(row.cost.provider), row.cost.currency,
                row.cost.dates.isEmpty ? "no date" : row.cost.dates.joined(separator: ", "), "\(row.cost.runs)",
                amount(row.cost.total), amount(row.cost.perHour), amount(row.cost.perViewerHour),
                amount(row.viewerHour), delay(row, unit: ""), standing(row),
            ]
        }
        return table
    }

    private func amount(_ value: Double?) -> String {
        value.map(NumberText.money) ?? "-"
    }

    private func delay(_ row: CostComparison.Row, unit: String = " ms") -> String {
        guard let delay = row.delayMs else { return "-" }
        return (row.isLowerBound ? "≥ " : "") + NumberText.milliseconds(delay) + unit
    }

    private func standing(_ row: CostComparison.Row) -> String {
        switch row.standing {
        case .front: "yes"
        case .dominated: "behind \(row.dominatedBy.map(OutsideText.name).joined(separator: ", "))"
        case .costUnknown: "cost not known"
        case .delayUnknown: "no delay to compare"
        }
    }

    // MARK: Picture

    /// Cost to the right, delay upwards: what is worth its price lies on the line.
    private func chart(_ currency: String) -> Chart? {
        let all = rows(in: currency)
        let rows = all.filter(Self.hasPlace)
        let front = rows.filter { $0.standing == .front }
        guard rows.count > 1, let key = comparison.key else { return nil }
        var chart = Chart(
            id: "cost-\(currency.lowercased())",
            title: "Cost against delay, \(currency)",
            x: ChartAxis("a viewer's hour \(audience)", unit: currency),
            y: ChartAxis(key == .signalDelay ? "signal delay p95" : "operating delay", unit: "ms")
        )
        if front.count > 1 {
            let points = front.map { ChartPoint(x: $0.viewerHour ?? 0, y: $0.delayMs) }
            chart.series.append(ChartSeries("worth the price", kind: .steps, colour: Self.frontColour, points: points))
        }
        chart.series += rows.map { row in
            var point = ChartPoint(x: row.viewerHour ?? 0, y: row.delayMs)
            point.label = OutsideText.plain(row.cost.provider)
            let colour = colours[row.cost.provider] ?? 0
            return ChartSeries(OutsideText.plain(row.cost.provider), kind: .dots, colour: colour, points: [point])
        }
        chart.note = "Further left is cheaper, further down is less delayed." + leftOut(all)
        return chart
    }

    private static func hasPlace(_ row: CostComparison.Row) -> Bool {
        switch row.standing {
        case .front, .dominated: true
        case .costUnknown, .delayUnknown: false
        }
    }

    /// Who has no point, and why, as a sentence behind another one; nothing where all have theirs.
    private func leftOut(_ rows: [CostComparison.Row]) -> String {
        let reasons: [(CostComparison.Standing, String)] = [
            (.costUnknown, "the whole cost is not known"),
            (.delayUnknown, "no delay is known, or the stream died in a run"),
        ]
        let texts = reasons.compactMap { standing, reason -> String? in
            let names = rows.filter { $0.standing == standing }.map { OutsideText.plain($0.cost.provider) }
            return names.isEmpty ? nil : "\(names.joined(separator: ", ")) (\(reason))"
        }
        return texts.isEmpty ? "" : " Without a point: \(texts.joined(separator: "; "))."
    }

    /// The palette's last colour, which no provider of a usual report has.
    private static let frontColour = 7
}

extension NumberText {
    /// An amount of money with four digits that count, at least two decimals and at most nine.
    static func money(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        var (decimals, size) = (2, value.magnitude)
        while size < 10, decimals < 9 {
            size *= 10
            decimals += 1
        }
        var text = fixed(value, decimals: decimals)
        guard let point = text.firstIndex(of: ".") else { return text }
        while text.hasSuffix("0"), text.distance(from: point, to: text.endIndex) > 3 {
            text.removeLast()
        }
        return text
    }
}
