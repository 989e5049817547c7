/// The paths of one kind of mark: what spans time, what happened at an instant, and the lane above the plot.
struct MarkPaths {
    /// Rectangles across the plot's height.
    private(set) var spans = SVGPath()
    /// Lines across the plot's height.
    private(set) var stems = SVGPath()
    /// Shapes in the lane above the plot.
    private(set) var lane = SVGPath()

    /// Draws the marks of one kind; of several at the same pixel one.
    init(_ kind: ChartMark.Kind, _ marks: [ChartMark], in layout: ChartLayout) {
        var taken: Set<Int> = []
        for mark in marks where mark.kind == kind {
            guard let start = layout.x.place(mark.x), start >= layout.left - 1e4 else { continue }
            let end = mark.end.flatMap(layout.x.place) ?? start
            guard end >= layout.left, start <= layout.right else { continue }
            let left = max(start, layout.left)
            let right = min(end, layout.right)
            if right - left > 1.5 {
                spans.box(left, layout.top, right, layout.bottom)
                lane.box(left, layout.top - 11, right, layout.top - 3)
            } else if taken.insert(Int(left)).inserted {
                stems.move(left, layout.top)
                stems.vertical(layout.bottom)
                MarkShape.draw(kind, at: left, lane: layout.top - 7, into: &lane)
            }
        }
    }
}

/// The shapes of marks of an instant: one a kind, so that colour is not all that tells.
enum MarkShape {
    /// Draws the shape of a kind about the middle of the lane.
    static func draw(_ kind: ChartMark.Kind, at x: Double, lane y: Double, into path: inout SVGPath) {
        switch kind {
        case .freeze: path.shape(x - 4, y - 4, "h8v8h-8z")
        case .drop: path.shape(x - 4, y - 4, "h8l-4 8z")
        case .stall: path.shape(x - 4, y, "a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z")
        case .reconnect: path.shape(x, y - 4.5, "l4.5 4.5l-4.5 4.5l-4.5 -4.5z")
        case .resolution: path.shape(x - 4, y + 4, "l4 -8l4 8z")
        case .clockStep: path.shape(x - 4, y - 4, "l8 8h-8l8 -8z")
        case .other: path.shape(x - 1.5, y - 4, "h3v8h-3z")
        }
    }
}

extension ChartMark.Kind {
    /// What the legend calls it.
    var name: String {
        switch self {
        case .resolution: "resolution change"
        case .clockStep: "clock step"
        case .other: "event"
        default: rawValue
        }
    }
}
