/// A chart as an SVG picture that needs no script to be read.
public enum ChartSVG {
    /// The picture: an `svg` element with title and description for screen readers.
    ///
    /// Its colours come from ``ChartAssets/css``, which a standalone picture holds itself. Numbers without a place
    /// (not finite, on logarithmic axes not above zero) are left out: a line breaks there.
    /// - Parameters:
    ///   - chart: What to draw; any text is escaped, long ones are cut.
    ///   - style: How large, and with or without a legend.
    /// - Returns: One element, on one line; well-formed XML where standalone.
    public static func render(_ chart: Chart, style: ChartStyle = ChartStyle()) -> String {
        picture(chart.limited(to: style.pointLimit), style: style)
    }

    /// The picture of a chart that is limited already.
    static func picture(_ chart: Chart, style: ChartStyle) -> String {
        let legend = style.legend ? ChartLegend(chart).rows(width: Double(style.width)) : []
        let layout = ChartLayout(chart, style: style, legendRows: legend.count)
        let id = "chart-\(chart.id)"
        let size = "\(style.width) \(SVGPath.number(layout.height))"
        let space = style.standalone ? " xmlns=\"http://www.w3.org/2000/svg\"" : ""
        return "<svg\(space) class=\"chart-svg\" viewBox=\"0 0 \(size)\" role=\"img\" "
            + "aria-labelledby=\"\(id)-title \(id)-desc\">"
            + "<title id=\"\(id)-title\">\(Markup.escaped(chart.title))</title>"
            + "<desc id=\"\(id)-desc\">\(Markup.escaped(ChartWords.description(chart)))</desc>"
            + (style.standalone ? "<style>\(ChartAssets.css)</style>\(paper(layout))" : "")
            + ChartFrame.picture(layout)
            + content(chart, layout: layout, id: id)
            + ChartLegend.picture(legend, from: Double(style.height) + 2)
            + "</svg>"
    }

    private static func paper(_ layout: ChartLayout) -> String {
        "<rect class=\"chart-paper\" width=\"\(SVGPath.number(layout.width))\" "
            + "height=\"\(SVGPath.number(layout.height))\"/>"
    }

    /// The marks below the series, both cut at the plot's edges, and the lane of marks above it.
    private static func content(_ chart: Chart, layout: ChartLayout, id: String) -> String {
        var below = ""
        var lane = ""
        for kind in ChartMark.Kind.allCases {
            let paths = MarkPaths(kind, chart.marks, in: layout)
            below += group("chart-mark m-\(kind.rawValue)", [("chart-span", paths.spans), ("chart-stem", paths.stems)])
            lane += group("m-\(kind.rawValue)", [("chart-lane", paths.lane)])
        }
        let series = chart.series.enumerated().map { index, series in
            Self.series(series, index: index, in: layout)
        }
        // A dot at an edge is shown whole.
        let over = layout.isLoose ? 7.0 : 0
        let x = SVGPath.number(layout.left - over)
        let y = SVGPath.number(layout.top - over)
        let width = SVGPath.number(layout.right - layout.left + 2 * over)
        let height = SVGPath.number(layout.bottom - layout.top + 2 * over)
        return "<clipPath id=\"\(id)-clip\">"
            + "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"/></clipPath>"
            + "<g clip-path=\"url(#\(id)-clip)\">\(below)\(series.joined())</g>\(lane)"
    }

    private static func series(_ series: ChartSeries, index: Int, in layout: ChartLayout) -> String {
        let paths = SeriesPaths(series, in: layout)
        let (interval, line) =
            switch series.kind {
            case .line, .steps: ("chart-band", series.dashed ? "chart-line chart-dashed" : "chart-line")
            case .dots: ("chart-whisker", "chart-dot")
            case .bars: ("chart-band", "chart-bar")
            }
        return "<g class=\"chart-series c\(Palette.index(series.colour))\" data-series=\"\(index)\">"
            + path(interval, paths.interval) + path(line, paths.line) + "</g>"
    }

    private static func group(_ name: String, _ paths: [(name: String, path: SVGPath)]) -> String {
        let inside = paths.map { path($0.name, $0.path) }.joined()
        return inside.isEmpty ? "" : "<g class=\"\(name)\">\(inside)</g>"
    }

    private static func path(_ name: String, _ path: SVGPath) -> String {
        path.text.isEmpty ? "" : "<path class=\"\(name)\" d=\"\(path.text)\"/>"
    }
}
