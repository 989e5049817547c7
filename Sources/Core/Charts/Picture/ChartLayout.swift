/// Where the parts of a picture lie, in its own pixels: CSS pixels where it is as wide as its style says.
struct ChartLayout {
    /// Width of a character of the labels, rather too much than too little.
    static let character = 7.0
    /// Height of a row of the legend.
    static let legendRow = 20.0

    /// Width of the whole picture.
    let width: Double
    /// Height of the whole picture, the legend included.
    let height: Double
    /// The plot's left edge.
    let left: Double
    /// The plot's right edge.
    let right: Double
    /// The plot's upper edge.
    let top: Double
    /// The plot's lower edge.
    let bottom: Double
    /// The axis along the bottom.
    let x: AxisScale
    /// The axis at the left.
    let y: AxisScale
    /// What the grid marks along the bottom.
    let xTicks: [Tick]
    /// What the grid marks at the left.
    let yTicks: [Tick]
    /// Whether nothing but dots is drawn.
    let isLoose: Bool
    /// Whether there is no number to draw.
    let isEmpty: Bool

    /// Lays a chart out.
    /// - Parameters:
    ///   - chart: A limited chart.
    ///   - style: Its size.
    ///   - legendRows: How many rows the legend below has.
    init(_ chart: Chart, style: ChartStyle, legendRows: Int) {
        width = Double(style.width)
        height = Double(style.height) + Double(legendRows) * Self.legendRow
        // Above the plot stands the y axis's name, and the lane of marks where there are any.
        top = chart.marks.isEmpty ? 26 : 40
        bottom = Double(style.height) - 40
        right = width - 16
        let spread = ChartSpread(chart)
        isLoose = spread.isLoose
        isEmpty = spread.y == nil
        let yCount = min(max(Int((bottom - top) / 45), 2), 10)
        let yRange = AxisRange(chart.y, spread: spread.y, fit: .round, count: yCount)
        y = AxisScale(axis: chart.y, range: yRange, start: bottom, end: top)
        yTicks = y.ticks(count: yCount)
        let longest = yTicks.map(\.label.count).max() ?? 0
        left = min(max(Double(longest) * 9 + 12, 48), width / 3)
        let xCount = min(max(Int((right - left) / 90), 2), 12)
        let xRange = AxisRange(chart.x, spread: spread.x, fit: isLoose ? .round : .tight, count: xCount)
        x = AxisScale(axis: chart.x, range: xRange, start: left, end: right)
        xTicks = x.ticks(count: xCount)
    }
}

/// The least and the largest numbers of all that a chart draws.
struct ChartSpread {
    /// Along the x axis; nil for none.
    private(set) var x: ClosedRange<Double>?
    /// Along the y axis; nil for none.
    private(set) var y: ClosedRange<Double>?
    /// Whether nothing but dots is drawn: then the axis along the bottom leaves room at its ends.
    let isLoose: Bool

    /// Looks through a limited chart; on logarithmic axes only at what is above zero.
    init(_ chart: Chart) {
        isLoose = !chart.series.isEmpty && chart.series.allSatisfy { $0.kind == .dots }
        for series in chart.series {
            for point in series.points {
                Self.widen(&x, by: [point.x, point.end], on: chart.x)
                Self.widen(&y, by: [point.y, point.low, point.high], on: chart.y)
            }
            if series.kind == .bars, !series.points.isEmpty {
                Self.widen(&y, by: [0], on: chart.y)
            }
        }
        for mark in chart.marks {
            Self.widen(&x, by: [mark.x, mark.end], on: chart.x)
        }
    }

    private static func widen(_ range: inout ClosedRange<Double>?, by values: [Double?], on axis: ChartAxis) {
        for case .some(let value) in values where axis.scale != .logarithmic || value > 0 {
            range = range.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
        }
    }
}
