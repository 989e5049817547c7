/// The paths of one series.
struct SeriesPaths {
    /// The line, the dots or the bars.
    private(set) var line = SVGPath()
    /// The band of intervals about a line, or the whiskers at dots.
    private(set) var interval = SVGPath()

    private let layout: ChartLayout

    /// Draws a limited series.
    init(_ series: ChartSeries, in layout: ChartLayout) {
        self.layout = layout
        switch series.kind {
        case .line:
            drawLine(reduced(series.points))
            drawBand(reduced(series.points))
        case .steps:
            drawLine(stepped(reduced(series.points)))
            drawBand(stepped(reduced(series.points)))
        case .dots: drawDots(series)
        case .bars: drawBars(series.points)
        }
    }

    /// No more points than the picture can show.
    private func reduced(_ points: [ChartPoint]) -> [ChartPoint] {
        let buckets = Int(layout.right - layout.left) / 2
        return points.count > 3 * buckets ? Reduction.extremes(points, buckets: buckets) : points
    }

    /// The corners of steps, as points of a line.
    private func stepped(_ points: [ChartPoint]) -> [ChartPoint] {
        var corners: [ChartPoint] = []
        for (point, next) in zip(points, points.dropFirst()) {
            corners.append(point)
            if point.y != nil {
                var corner = point
                corner.x = next.x
                corners.append(corner)
            }
        }
        return corners + points.suffix(1)
    }

    private mutating func drawLine(_ points: [ChartPoint]) {
        let places = points.map(place)
        for (index, place) in places.enumerated() {
            guard let place else { continue }
            if index > 0, places[index - 1] != nil {
                line.line(place.x, place.y)
            } else {
                line.move(place.x, place.y)
                if index + 1 == places.count || places[index + 1] == nil {
                    line.dot()
                }
            }
        }
    }

    private mutating func drawBand(_ points: [ChartPoint]) {
        var run: [(x: Double, low: Double, high: Double)] = []
        for point in points {
            if let x = layout.x.place(point.x), point.y != nil, let low = point.low, let high = point.high {
                run.append((x, layout.y.place(low) ?? layout.bottom, layout.y.place(high) ?? layout.bottom))
            } else {
                drawBandRun(run)
                run = []
            }
        }
        drawBandRun(run)
    }

    private mutating func drawBandRun(_ run: [(x: Double, low: Double, high: Double)]) {
        guard let first = run.first, run.count > 1 else { return }
        interval.move(first.x, first.high)
        for place in run.dropFirst() {
            interval.line(place.x, place.high)
        }
        for place in run.reversed() {
            interval.line(place.x, place.low)
        }
        interval.close()
    }

    private mutating func drawDots(_ series: ChartSeries) {
        let radius = series.points.count > 200 ? 2.0 : 4.0
        for point in series.points {
            guard let place = place(point) else { continue }
            DotShape.draw(series.colour, at: place, radius: radius, into: &line)
            if point.low != nil || point.high != nil {
                // An end that is not known runs to the edge and has no bar across it.
                let low = point.low.map { layout.y.place($0) ?? layout.bottom }
                let high = point.high.map { layout.y.place($0) ?? layout.bottom }
                let end = "V\(SVGPath.number(high ?? layout.top))" + (high == nil ? "" : "m-4 0h8")
                if let low {
                    interval.shape(place.x - 4, low, "h8m-4 0" + end)
                } else {
                    interval.shape(place.x, layout.bottom, end)
                }
            }
        }
    }

    private mutating func drawBars(_ points: [ChartPoint]) {
        for point in points {
            guard let y = point.y, let left = layout.x.place(point.x), let upper = layout.y.place(y) else { continue }
            let right = point.end.flatMap(layout.x.place) ?? left
            let lower = point.low.flatMap(layout.y.place) ?? layout.y.bounded(0)
            // A hair of paper between neighbours, where they are wide enough.
            let gap = right - left > 4 ? 1.0 : 0
            line.box(left, upper, max(right - gap, left + 0.5), lower)
        }
    }

    private func place(_ point: ChartPoint) -> (x: Double, y: Double)? {
        guard let value = point.y, let x = layout.x.place(point.x), let y = layout.y.place(value) else { return nil }
        return (x, y)
    }
}
