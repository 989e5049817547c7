/// What no picture shows, whatever it is given.
enum ChartLimits {
    /// The most series; the rest are left out, which the note tells.
    static let series = 64
    /// The most marks embedded and drawn, and told in the table.
    static let marks = 2_000
    /// The most names along an axis.
    static let names = 200
    /// The most characters of a name.
    static let name = 120
    /// The most characters of a title, of a point's label and of a mark's text.
    static let text = 240
    /// The most characters of a note.
    static let note = 1_000
}

extension Chart {
    /// The chart as it can be drawn: texts cut, numbers without a place left out, long series reduced.
    /// - Parameter pointLimit: The most points of one series.
    /// - Returns: A chart whose numbers all have a place, if not that its axes are logarithmic.
    func limited(to pointLimit: Int) -> Chart {
        var chart = self
        chart.id = Markup.identifier(id)
        chart.title = Markup.cut(title, to: ChartLimits.text)
        chart.note = Markup.cut(note, to: ChartLimits.note)
        chart.x = x.limited
        chart.y = y.limited
        chart.series = series.prefix(ChartLimits.series).map { $0.limited(x: x, y: y, to: pointLimit) }
        chart.marks = marks.prefix(ChartLimits.marks).compactMap { $0.limited(x: x) }
        if series.count > ChartLimits.series {
            chart.note += " Only the first \(ChartLimits.series) of \(series.count) series are shown."
        }
        if marks.count > ChartLimits.marks {
            chart.note += " Only the first \(ChartLimits.marks) of \(marks.count) marks are shown."
        }
        return chart
    }
}

extension ChartAxis {
    fileprivate var limited: ChartAxis {
        var axis = self
        axis.name = Markup.cut(name, to: ChartLimits.name)
        axis.unit = Markup.cut(unit, to: ChartLimits.name)
        axis.names = names.prefix(ChartLimits.names).map { Markup.cut($0, to: ChartLimits.name) }
        return axis
    }
}

extension ChartSeries {
    fileprivate func limited(x: ChartAxis, y: ChartAxis, to pointLimit: Int) -> ChartSeries {
        var series = self
        series.name = Markup.cut(name, to: ChartLimits.name)
        series.points = points.compactMap { $0.limited(x: x, y: y) }
        if series.points.count > pointLimit {
            let points = Reduction.extremes(series.points, buckets: (pointLimit - 2) / 2)
            series.points = points.count <= pointLimit ? points : Reduction.extremes(points, buckets: pointLimit / 10)
        }
        return series
    }
}

extension ChartPoint {
    fileprivate func limited(x axis: ChartAxis, y yAxis: ChartAxis) -> ChartPoint? {
        guard let place = SafeNumber.checked(x, on: axis) else { return nil }
        var point = self
        point.x = place
        point.end = SafeNumber.checked(end, on: axis)
        point.y = SafeNumber.checked(y, on: yAxis)
        point.low = SafeNumber.checked(low, on: yAxis)
        point.high = SafeNumber.checked(high, on: yAxis)
        point.label = label.map { Markup.cut($0, to: ChartLimits.text) }
        return point
    }
}

extension ChartMark {
    fileprivate func limited(x axis: ChartAxis) -> ChartMark? {
        guard let place = SafeNumber.checked(x, on: axis) else { return nil }
        var mark = self
        mark.x = place
        mark.end = SafeNumber.checked(end, on: axis)
        mark.text = Markup.cut(text, to: ChartLimits.text)
        return mark
    }
}
