/// A chart's numbers as a table, for those who do not see the picture and those who want the numbers.
public enum ChartTable {
    /// A `details` element that holds the table, and one of the marks where there are any.
    ///
    /// Series on the same places of x share a table, a column each; others follow each other. Numbers have seven
    /// digits that count, whole ones all; times are UTC.
    /// - Parameters:
    ///   - chart: Its numbers are those that are drawn; texts are escaped.
    ///   - rows: The most rows of one series, at least 10; longer ones are reduced by ``Reduction``, as is told there.
    /// - Returns: One element.
    public static func render(_ chart: Chart, rows: Int = 120) -> String {
        table(chart.limited(to: ChartStyle().pointLimit), rows: rows)
    }

    /// The table of a chart that is limited already.
    static func table(_ chart: Chart, rows: Int) -> String {
        let rows = max(rows, 10)
        let body = isShared(chart, rows: rows) ? shared(chart) : apart(chart, rows: rows)
        return "<details class=\"chart-table\"><summary>Numbers</summary>"
            + "<div class=\"chart-scroll\" tabindex=\"0\" role=\"region\" "
            + "aria-label=\"\(Markup.escaped("Numbers: " + chart.title))\">"
            + body + marks(chart, rows: rows) + "</div></details>"
    }

    /// Whether all series stand on the same places of x, few enough to show all.
    private static func isShared(_ chart: Chart, rows: Int) -> Bool {
        guard let first = chart.series.first, first.points.count <= rows, chart.series.count <= 8 else { return false }
        let places = first.points.map(\.x)
        return chart.series.allSatisfy { $0.points.map(\.x) == places && $0.kind != .bars }
    }

    private static func shared(_ chart: Chart) -> String {
        let names = chart.series.map { series in
            header(series.name + (chart.y.unit.isEmpty ? "" : ", \(chart.y.unit)"))
        }
        let points = chart.series.first?.points ?? []
        let rows = points.indices.map { index in
            row(
                place(points[index], of: chart.series[0], on: chart.x),
                chart.series.map { cell($0.points[index], of: $0, chart) }
            )
        }
        return "<table><thead><tr>\(header(title(chart.x)))\(names.joined())</tr></thead>"
            + "<tbody>\(rows.joined())</tbody></table>"
    }

    private static func apart(_ chart: Chart, rows: Int) -> String {
        chart.series.map { series in
            let points = reduced(series.points, rows: rows)
            let lines = points.map { row(place($0, of: series, on: chart.x), [cell($0, of: series, chart)]) }
            let note =
                points.count < series.points.count
                ? " <span>(\(points.count) of \(series.points.count) points: the least and the largest of equal parts)</span>"
                : ""
            return "<table><caption><bdi>\(Markup.escaped(series.name))</bdi>\(note)</caption>"
                + "<thead><tr>\(header(title(chart.x)))\(header(title(chart.y)))</tr></thead>"
                + "<tbody>\(lines.joined())</tbody></table>"
        }.joined()
    }

    /// At most so many points.
    private static func reduced(_ points: [ChartPoint], rows: Int) -> [ChartPoint] {
        guard points.count > rows else { return points }
        let fine = Reduction.extremes(points, buckets: (rows - 2) / 2)
        return fine.count <= rows ? fine : Array(Reduction.extremes(points, buckets: max(rows / 10, 1)).prefix(rows))
    }

    private static func marks(_ chart: Chart, rows: Int) -> String {
        guard !chart.marks.isEmpty else { return "" }
        let lines = chart.marks.prefix(rows).map { mark in
            let place = number(mark.x, on: chart.x) + (mark.end.map { " to \(number($0, on: chart.x))" } ?? "")
            return row(place, [Markup.escaped(mark.kind.name), "<bdi>\(Markup.escaped(mark.text))</bdi>"])
        }
        let note = chart.marks.count > rows ? " <span>(the first \(rows) of \(chart.marks.count))</span>" : ""
        return "<table><caption>Marks\(note)</caption>"
            + "<thead><tr>\(header(title(chart.x)))\(header("kind"))\(header("what"))</tr></thead>"
            + "<tbody>\(lines.joined())</tbody></table>"
    }

    private static func place(_ point: ChartPoint, of series: ChartSeries, on axis: ChartAxis) -> String {
        let start = number(point.x, on: axis)
        guard series.kind == .bars, let end = point.end else { return start }
        guard axis.names.isEmpty else { return number((point.x + end) / 2, on: axis) }
        return "\(start) to \(number(end, on: axis))"
    }

    private static func cell(_ point: ChartPoint, of series: ChartSeries, _ chart: Chart) -> String {
        var text = point.value(in: series).map { number($0, on: chart.y) } ?? "–"
        if let (low, high) = point.interval(in: series) {
            let ends = [low, high].map { $0.map { number($0, on: chart.y) } ?? "?" }
            text += " (\(ends[0]) to \(ends[1]))"
        }
        return text + (point.label.map { " <bdi>\(Markup.escaped($0))</bdi>" } ?? "")
    }

    private static func number(_ value: Double, on axis: ChartAxis) -> String {
        if let place = Int(exactly: value.rounded()), axis.names.indices.contains(place) {
            return "<bdi>\(Markup.escaped(axis.names[place]))</bdi>"
        }
        return axis.scale == .time ? NumberWords.instant(value) : NumberWords.value(value)
    }

    private static func title(_ axis: ChartAxis) -> String {
        let unit = axis.scale == .time ? "UTC" : axis.unit
        return unit.isEmpty ? axis.name : "\(axis.name), \(unit)"
    }

    private static func header(_ text: String) -> String {
        "<th scope=\"col\">\(Markup.escaped(text))</th>"
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        "<tr><th scope=\"row\">\(name)</th>\(cells.map { "<td>\($0)</td>" }.joined())</tr>"
    }
}
