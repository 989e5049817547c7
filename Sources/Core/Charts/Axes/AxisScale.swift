import Foundation

/// An axis laid along the picture: which number lies at which place.
struct AxisScale {
    /// The axis.
    let axis: ChartAxis
    /// The numbers at its ends.
    let range: AxisRange
    /// Where its lower end lies, in the picture's own pixels.
    let start: Double
    /// Where its upper end lies.
    let end: Double

    /// Where a number lies, at most 100,000 pixels off; nil where it has no place.
    func place(_ value: Double) -> Double? {
        let share: Double
        if axis.scale == .logarithmic {
            guard value > 0 else { return nil }
            share = log(value / range.lower) / log(range.upper / range.lower)
        } else {
            share = (value - range.lower) / (range.upper - range.lower)
        }
        let place = start + share * (end - start)
        return place.isNaN ? nil : min(max(place, -1e5), 1e5)
    }

    /// Where a number lies, or the end of the axis nearest to it.
    func bounded(_ value: Double) -> Double {
        min(max(place(value) ?? start, min(start, end)), max(start, end))
    }

    /// About `count` ticks within the range.
    func ticks(count: Int) -> [Tick] {
        guard axis.names.isEmpty else { return names(count: count) }
        return switch axis.scale {
        case .linear: LinearTicks.ticks(range.lower, range.upper, count: count)
        case .logarithmic: LogarithmicTicks.ticks(range.lower, range.upper, count: count)
        case .time: TimeTicks.ticks(range.lower, range.upper, count: count)
        }
    }

    /// The axis's name with its unit.
    var title: String {
        let unit = axis.scale == .time && axis.names.isEmpty ? TimeTicks.context(range.lower, range.upper) : axis.unit
        return unit.isEmpty ? axis.name : "\(axis.name), \(unit)"
    }

    /// Every name, cut to the room it has; every second, third … where they are too many.
    private func names(count: Int) -> [Tick] {
        let every = max(1, (axis.names.count + 39) / 40)
        let room = (end - start).magnitude * Double(every) / Double(axis.names.count)
        let limit = start < end ? max(3, Int(room / 7)) : 18
        return stride(from: 0, to: axis.names.count, by: every).map { place in
            Tick(value: Double(place), label: Markup.cut(axis.names[place], to: limit))
        }
    }
}
