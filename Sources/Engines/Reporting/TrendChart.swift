/// Delay over time as a picture of characters.
///
/// A stretch of the run is one dot column: a dot at its median, least and largest delay as ends of a dotted band,
/// neighbouring medians joined by a line. Gaps stay empty.
struct TrendChart {
    private static let rows = 8
    private static let labelWidth = 7

    private let axis: TextAxis
    private let style: TextStyle
    private let span: Double
    private let columns: Int
    private var dots: DotGrid

    /// Draws points.
    /// - Returns: the lines, axes included; empty where no point has a delay.
    static func render(_ points: [TrendPoint], style: TextStyle) -> [String] {
        let values = points.flatMap { [$0.lowMs, $0.highMs, $0.delayMs] }.compactMap { $0 }.filter(\.isFinite)
        guard let low = values.min(), let high = values.max() else { return [] }
        var chart = TrendChart(points, axis: axis(from: low, to: high), style: style)
        chart.draw(points)
        return chart.lines()
    }

    /// From zero, unless that would squeeze the curve into the upper half.
    private static func axis(from low: Double, to high: Double) -> TextAxis {
        TextAxis(from: low > high / 2 ? low : min(0, low), to: high, ticks: 4)
    }

    private init(_ points: [TrendPoint], axis: TextAxis, style: TextStyle) {
        self.axis = axis
        self.style = style
        // The points are the middles of equal stretches: the first half stretch is missing at the end.
        span = (points.last?.seconds ?? 0) + (points.first?.seconds ?? 0)
        columns = style.width - Self.labelWidth - 3
        dots = DotGrid(columns: columns, rows: Self.rows, unicode: style.unicode)
    }

    private mutating func draw(_ points: [TrendPoint]) {
        var previous: (x: Int, y: Int)?
        for point in points {
            guard let delay = point.delayMs, delay.isFinite else {
                previous = nil
                continue
            }
            let x = span > 0 ? min(dots.width - 1, max(0, Int(point.seconds / span * Double(dots.width)))) : 0
            let y = row(delay)
            drawBand(at: x, from: row(point.lowMs ?? delay), to: row(point.highMs ?? delay))
            dots.line(from: previous ?? (x, y), to: (x, y))
            previous = (x, y)
        }
    }

    private mutating func drawBand(at x: Int, from low: Int, to high: Int) {
        for y in min(low, high)...max(low, high) where (x + y).isMultiple(of: 2) || y == low || y == high {
            dots.set(x, y)
        }
    }

    private func row(_ value: Double) -> Int {
        Int(((1 - axis.place(value.isFinite ? value : axis.high)) * Double(dots.height - 1)).rounded())
    }
}

extension TrendChart {
    private func lines() -> [String] {
        var labels: [Int: String] = [:]
        for tick in axis.ticks {
            labels[row(tick) / dots.down] = axis.label(tick)
        }
        let title = style.paint(TextTable.pad("ms", to: Self.labelWidth, .right) + "  frame delay over time", .faint)
        let body = dots.lines().enumerated().map { index, line in
            let label = TextTable.pad(labels[index] ?? "", to: Self.labelWidth, .right)
            let edge = style.unicode ? (labels[index] == nil ? " │" : " ┤") : (labels[index] == nil ? " |" : " +")
            return style.paint(label + edge, .faint) + style.paint(line, .curve)
        }
        return [title] + body + timeAxis().map { style.paint($0, .faint) }
    }

    /// The line under the curve and the seconds under the line.
    private func timeAxis() -> [String] {
        let dash: Character = style.unicode ? "─" : "-"
        var line = [Character](repeating: dash, count: columns)
        var text = [Character](repeating: " ", count: columns + 8)
        if span > 0 {
            let axis = TextAxis(from: 0, to: span, ticks: 8)
            for tick in axis.ticks where tick <= span * 1.01 {
                let x = min(columns - 1, Int(tick / span * Double(columns)))
                let label = axis.label(tick) + (tick + axis.step > span * 1.01 ? " s" : "")
                line[x] = style.unicode ? "┬" : "+"
                let start = min(max(0, x - label.count / 2), columns - label.count)
                text.replaceSubrange(start..<start + label.count, with: label)
            }
        }
        let indent = String(repeating: " ", count: Self.labelWidth)
        let labels = String(text).reversed().drop { $0 == " " }.reversed()
        return ["\(indent) \(style.unicode ? "└" : "+")" + String(line), "\(indent)  " + String(labels)]
    }
}
