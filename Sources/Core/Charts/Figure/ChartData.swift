/// A chart's numbers as JSON, for the page's script and for whoever reads a page's numbers back.
///
/// `{"id","title","note","width","height","x":axis,"y":axis,"series":[…],"marks":[…]}`; an axis is
/// `{"name","unit","scale","range":[lo,hi]|null,"names":[…]}`, a series `{"name","kind","colour","dashed","x":[…],
/// "y":[…],"low","high","end","label"}` with the last four only where a point has one, all as long as `x`; a mark
/// `{"kind","x","end","text"}`. Numbers are written so that reading gives the same `Double`; unknown ones are null.
enum ChartData {
    /// The JSON of a limited chart; holds no `<`, so that it can stand in a `script` element.
    static func json(_ chart: Chart, style: ChartStyle) -> String {
        let series = chart.series.map(json).joined(separator: ",")
        let marks = chart.marks.map(json).joined(separator: ",")
        return "{\"id\":\(text(chart.id)),\"title\":\(text(chart.title)),\"note\":\(text(chart.note)),"
            + "\"width\":\(style.width),\"height\":\(style.height),\"x\":\(json(chart.x)),\"y\":\(json(chart.y)),"
            + "\"series\":[\(series)],\"marks\":[\(marks)]}"
    }

    private static func json(_ axis: ChartAxis) -> String {
        let range = axis.range.map { "[\(number($0.lowerBound)),\(number($0.upperBound))]" } ?? "null"
        return "{\"name\":\(text(axis.name)),\"unit\":\(text(axis.unit)),\"scale\":\"\(axis.scale.rawValue)\","
            + "\"range\":\(range),\"names\":[\(axis.names.map(text).joined(separator: ","))]}"
    }

    private static func json(_ series: ChartSeries) -> String {
        let points = series.points
        var text =
            "{\"name\":\(text(series.name)),\"kind\":\"\(series.kind.rawValue)\",\"colour\":\(Palette.index(series.colour)),"
        text += "\"dashed\":\(series.dashed),\"x\":\(column(points.map(\.x))),\"y\":\(column(points.map(\.y)))"
        let others: [(String, KeyPath<ChartPoint, Double?>)] = [("low", \.low), ("high", \.high), ("end", \.end)]
        for (name, path) in others where points.contains(where: { $0[keyPath: path] != nil }) {
            text += ",\"\(name)\":\(column(points.map { $0[keyPath: path] }))"
        }
        if points.contains(where: { $0.label != nil }) {
            let labels = points.map { $0.label.map(Self.text) ?? "null" }
            text += ",\"label\":[\(labels.joined(separator: ","))]"
        }
        return text + "}"
    }

    private static func json(_ mark: ChartMark) -> String {
        "{\"kind\":\"\(mark.kind.rawValue)\",\"x\":\(number(mark.x)),\"end\":\(number(mark.end)),"
            + "\"text\":\(text(mark.text))}"
    }

    private static func column(_ values: [Double?]) -> String {
        "[\(values.map(number).joined(separator: ","))]"
    }

    /// The shortest text that reads back as the same number.
    private static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "null" }
        return NumberWords.shortest(value)
    }

    private static func text(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            // Nothing in it may end the script element, nor a line where one reads it as JavaScript.
            case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{7F}", "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                json += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)"
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}
