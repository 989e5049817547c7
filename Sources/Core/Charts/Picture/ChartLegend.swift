/// What the colours and shapes of a chart mean: an entry a series, then one a kind of mark.
struct ChartLegend {
    /// One entry.
    struct Entry {
        /// What it is called.
        var name: String
        /// The classes that give its colour.
        var classes: String
        /// The series it stands for; nil for a kind of mark.
        var series: Int?
        /// The element that shows how it is drawn, 22 by 12 pixels.
        var swatch: String
    }

    /// In the order of the series.
    let entries: [Entry]

    /// The legend of a limited chart; empty where one series without marks leaves nothing to tell apart.
    init(_ chart: Chart) {
        let marks = ChartWords.marks(chart)
        guard chart.series.count + marks.count > 1 || chart.series.contains(where: \.dashed) else {
            entries = []
            return
        }
        let series = chart.series.enumerated().map { index, series in
            Entry(
                name: series.name,
                classes: "c\(Palette.index(series.colour))",
                series: index,
                swatch: Self.swatch(series)
            )
        }
        entries = series + marks.map { Self.entry($0.kind, count: $0.count) }
    }

    /// As a list beside a picture, which the script makes into buttons.
    var html: String {
        guard !entries.isEmpty else { return "" }
        let items = entries.map { entry in
            let series = entry.series.map { " data-series=\"\($0)\"" } ?? ""
            return "<li class=\"chart-key \(entry.classes)\"\(series)>"
                + "<svg class=\"chart-swatch\" viewBox=\"0 0 22 12\" aria-hidden=\"true\">\(entry.swatch)</svg>"
                + "<bdi>\(Markup.escaped(entry.name))</bdi></li>"
        }
        return "<ul class=\"chart-legend\">\(items.joined())</ul>"
    }

    /// The entries in rows of a picture's width; each with where it begins.
    func rows(width: Double) -> [[(x: Double, entry: Entry)]] {
        var rows: [[(x: Double, entry: Entry)]] = []
        var x = width
        for entry in entries {
            var entry = entry
            entry.name = Markup.cut(entry.name, to: 40)
            let length = 44 + Double(entry.name.count) * ChartLayout.character
            if x + length > width - 16 {
                rows.append([])
                x = 16
            }
            rows[rows.count - 1].append((x, entry))
            x += length
        }
        return rows
    }

    /// As part of a picture, from a height on downwards.
    static func picture(_ rows: [[(x: Double, entry: Entry)]], from top: Double) -> String {
        var text = ""
        for (row, entries) in rows.enumerated() {
            let y = SVGPath.number(top + Double(row) * ChartLayout.legendRow)
            for (x, entry) in entries {
                text +=
                    "<g class=\"chart-key \(entry.classes)\" transform=\"translate(\(SVGPath.number(x)) \(y))\">"
                    + "\(entry.swatch)<text x=\"28\" y=\"10\">\(Markup.escaped(entry.name))</text></g>"
            }
        }
        return text.isEmpty ? "" : "<g class=\"chart-keys\">\(text)</g>"
    }

    private static func swatch(_ series: ChartSeries) -> String {
        var path = SVGPath()
        switch series.kind {
        case .line, .steps:
            path.move(2, 6)
            path.horizontal(20)
            return "<path class=\"chart-line\(series.dashed ? " chart-dashed" : "")\" d=\"\(path.text)\"/>"
        case .dots:
            DotShape.draw(series.colour, at: (11, 6), radius: 4, into: &path)
            return "<path class=\"chart-dot\" d=\"\(path.text)\"/>"
        case .bars:
            path.box(4, 1, 18, 11)
            return "<path class=\"chart-bar\" d=\"\(path.text)\"/>"
        }
    }

    private static func entry(_ kind: ChartMark.Kind, count: Int) -> Entry {
        var path = SVGPath()
        MarkShape.draw(kind, at: 11, lane: 6, into: &path)
        return Entry(
            name: count > 1 ? "\(kind.name) × \(count)" : kind.name,
            classes: "m-\(kind.rawValue)",
            swatch: "<path class=\"chart-lane\" d=\"\(path.text)\"/>"
        )
    }
}
