/// What a chart shows, in words, for those who do not see it.
enum ChartWords {
    /// The axes, each series with its extremes, and how many marks there are.
    static func description(_ chart: Chart) -> String {
        let most = 12
        var sentences = ["\(title(chart.y)) against \(title(chart.x))."]
        sentences += chart.series.prefix(most).map { sentence($0, unit: chart.y.unit) }
        if chart.series.count > most {
            sentences.append("And \(chart.series.count - most) more series.")
        }
        let marks = marks(chart)
        if !marks.isEmpty {
            sentences.append("Marked: \(marks.map { "\($0.kind.name) × \($0.count)" }.joined(separator: ", ")).")
        }
        return sentences.joined(separator: " ")
    }

    /// How many marks there are of each kind that there is.
    static func marks(_ chart: Chart) -> [(kind: ChartMark.Kind, count: Int)] {
        ChartMark.Kind.allCases.compactMap { kind in
            let count = chart.marks.count { $0.kind == kind }
            return count > 0 ? (kind, count) : nil
        }
    }

    /// An axis's name with its unit.
    static func title(_ axis: ChartAxis) -> String {
        axis.unit.isEmpty ? axis.name : "\(axis.name) in \(axis.unit)"
    }

    private static func sentence(_ series: ChartSeries, unit: String) -> String {
        let values = series.points.compactMap { $0.value(in: series) }
        guard let least = values.min(), let largest = values.max() else { return "\(series.name): no values." }
        let unit = unit.isEmpty ? "" : " \(unit)"
        let count = values.count == 1 ? "1 value" : "\(values.count) values"
        guard least < largest else { return "\(series.name): \(count), \(NumberWords.value(least))\(unit)." }
        return "\(series.name): \(count), from \(NumberWords.value(least)) to \(NumberWords.value(largest))\(unit)."
    }
}
