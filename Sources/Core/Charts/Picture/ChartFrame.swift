/// What stands around the plot: grid, axes, numbers and names.
enum ChartFrame {
    /// The elements of a layout.
    static func picture(_ layout: ChartLayout) -> String {
        grid(layout) + xLabels(layout) + yLabels(layout) + names(layout) + nothing(layout)
    }

    private static func grid(_ layout: ChartLayout) -> String {
        var faint = SVGPath()
        var clear = SVGPath()
        for tick in layout.yTicks {
            guard let y = layout.y.place(tick.value) else { continue }
            draw(tick, in: &faint, &clear) { path in
                path.move(layout.left, y)
                path.horizontal(layout.right)
            }
        }
        // Names along the bottom need no grid: nothing lies between them.
        for tick in layout.xTicks where layout.x.axis.names.isEmpty {
            guard let x = layout.x.place(tick.value) else { continue }
            draw(tick, in: &faint, &clear) { path in
                path.move(x, layout.top)
                path.vertical(layout.bottom)
            }
        }
        var axis = SVGPath()
        axis.move(layout.left, layout.bottom)
        axis.horizontal(layout.right)
        return (faint.text.isEmpty ? "" : "<path class=\"chart-faint\" d=\"\(faint.text)\"/>")
            + "<path class=\"chart-grid\" d=\"\(clear.text)\"/><path class=\"chart-axis\" d=\"\(axis.text)\"/>"
    }

    private static func draw(
        _ tick: Tick,
        in faint: inout SVGPath,
        _ clear: inout SVGPath,
        by draw: (inout SVGPath) -> Void
    ) {
        if tick.label.isEmpty {
            draw(&faint)
        } else {
            draw(&clear)
        }
    }

    private static func xLabels(_ layout: ChartLayout) -> String {
        var text = ""
        let told = layout.xTicks.filter { !$0.label.isEmpty }
        for (index, tick) in told.enumerated() {
            guard let x = layout.x.place(tick.value) else { continue }
            let half = Double(tick.label.count) * ChartLayout.character / 2
            let overhangs = x + half > layout.width
            let odd = index.isMultiple(of: 2) ? "" : " class=\"chart-odd\""
            text +=
                "<text\(odd) x=\"\(SVGPath.number(overhangs ? layout.width : x))\" "
                + "y=\"\(SVGPath.number(layout.bottom + 17))\""
                + "\(overhangs ? " text-anchor=\"end\"" : "")>\(Markup.escaped(tick.label))</text>"
        }
        return "<g class=\"chart-ticks\" text-anchor=\"middle\">\(text)</g>"
    }

    private static func yLabels(_ layout: ChartLayout) -> String {
        var text = ""
        for tick in layout.yTicks where !tick.label.isEmpty {
            guard let y = layout.y.place(tick.value) else { continue }
            text +=
                "<text x=\"\(SVGPath.number(layout.left - 6))\" y=\"\(SVGPath.number(y + 4))\">"
                + "\(Markup.escaped(tick.label))</text>"
        }
        return "<g class=\"chart-ticks\" text-anchor=\"end\">\(text)</g>"
    }

    private static func names(_ layout: ChartLayout) -> String {
        let limit = Int(layout.width / ChartLayout.character)
        let x = SVGPath.number((layout.left + layout.right) / 2)
        let y = SVGPath.number(layout.bottom + 35)
        return "<text class=\"chart-name\" x=\"2\" y=\"14\">"
            + "\(Markup.escaped(Markup.cut(layout.y.title, to: limit)))</text>"
            + "<text class=\"chart-name\" x=\"\(x)\" y=\"\(y)\" text-anchor=\"middle\">"
            + "\(Markup.escaped(Markup.cut(layout.x.title, to: limit)))</text>"
    }

    /// What stands in the plot where nothing else does.
    private static func nothing(_ layout: ChartLayout) -> String {
        guard layout.isEmpty else { return "" }
        let x = SVGPath.number((layout.left + layout.right) / 2)
        let y = SVGPath.number((layout.top + layout.bottom) / 2)
        return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"middle\">no values</text>"
    }
}
