/// All a page needs of one chart: caption, legend, picture, embedded numbers and table.
public enum ChartFigure {
    /// A `figure` element whose id is `chart-` and the chart's id.
    ///
    /// The page holds ``ChartAssets/css`` once and, to zoom and to read values, ``ChartAssets/script`` once; without
    /// the script the figure shows the same numbers.
    /// - Parameters:
    ///   - chart: Its id is unique in the page. Any text is escaped, long ones are cut.
    ///   - style: How large; the legend stands beside the picture whatever it says.
    /// - Returns: One element.
    public static func render(_ chart: Chart, style: ChartStyle = ChartStyle()) -> String {
        var inner = style
        inner.legend = false
        inner.standalone = false
        let limited = chart.limited(to: style.pointLimit)
        let note = limited.note.isEmpty ? "" : "<p class=\"chart-note\"><bdi>\(Markup.escaped(limited.note))</bdi></p>"
        return "<figure class=\"chart\" id=\"chart-\(limited.id)\">"
            + "<figcaption><bdi>\(Markup.escaped(limited.title))</bdi></figcaption>"
            + ChartLegend(limited).html
            + "<div class=\"chart-frame\">\(ChartSVG.picture(limited, style: inner))</div>"
            + note
            + "<script type=\"application/json\" class=\"chart-data\">\(ChartData.json(limited, style: inner))</script>"
            + ChartTable.table(limited, rows: min(max(240 / max(limited.series.count, 1), 20), 120))
            + "</figure>"
    }
}
