/// One point, perhaps with an interval.
public struct ChartPoint: Hashable, Sendable {
    /// Its place along the x axis.
    public var x: Double
    /// Its place along the y axis; nil breaks a line.
    public var y: Double?
    /// The interval about y, drawn as a band behind lines and as a whisker at dots; nil for none.
    public var low: Double?
    /// See ``low``.
    public var high: Double?
    /// Where a bar ends along the x axis; nil for other kinds.
    public var end: Double?
    /// What the page tells of it beside its numbers; nil for nothing.
    public var label: String?

    /// Makes a point without an interval.
    public init(x: Double, y: Double?) {
        self.x = x
        self.y = y
    }

    /// Makes a point with an interval about y.
    public init(x: Double, y: Double?, low: Double?, high: Double?) {
        self.init(x: x, y: y)
        self.low = low
        self.high = high
    }

    /// Makes a bar from `x` to `end` and from `low` (0 for nil) up to `y`.
    public init(bar x: Double, end: Double, y: Double?, low: Double? = nil) {
        self.init(x: x, y: y)
        self.end = end
        self.low = low
    }
}

extension ChartPoint {
    /// What is told of it: its y; of a bar its length.
    func value(in series: ChartSeries) -> Double? {
        guard series.kind == .bars, let y, let low else { return y }
        return y - low
    }

    /// The interval told beside it; of a bar that does not stand on 0 its ends; nil for none.
    func interval(in series: ChartSeries) -> (low: Double?, high: Double?)? {
        if series.kind == .bars { return low == nil || low == 0 ? nil : (low, y) }
        return low == nil && high == nil ? nil : (low, high)
    }
}
