import Foundation

/// Where an axis begins and ends.
struct AxisRange: Hashable {
    /// How an axis goes beyond what it shows.
    enum Fit {
        /// Not at all.
        case tight
        /// To the next tick at both ends, and to zero where that is near.
        case round
    }

    /// Its lower end.
    var lower: Double
    /// Its upper end, above the lower one.
    var upper: Double

    /// The ends of an axis.
    /// - Parameters:
    ///   - axis: The axis.
    ///   - spread: The least and the largest number along it; of a logarithmic axis above zero; nil for none.
    ///   - fit: How far to go beyond them.
    ///   - count: About how many ticks there will be.
    init(_ axis: ChartAxis, spread: ClosedRange<Double>?, fit: Fit, count: Int) {
        if !axis.names.isEmpty {
            (lower, upper) = (-0.5, Double(axis.names.count) - 0.5)
        } else if let range = axis.range, Self.isUsable(range, scale: axis.scale) {
            (lower, upper) = Self.opened(range, scale: axis.scale)
        } else if let spread {
            self = Self.fitted(spread, scale: axis.scale, fit: fit, count: count)
        } else {
            (lower, upper) = axis.scale == .logarithmic ? (1, 10) : (0, axis.scale == .time ? 60 : 1)
        }
    }

    private init(lower: Double, upper: Double) {
        (self.lower, self.upper) = (lower, upper)
    }

    private static func isUsable(_ range: ClosedRange<Double>, scale: ChartAxis.Scale) -> Bool {
        let limit = SafeNumber.limit(scale)
        return range.lowerBound >= (scale == .logarithmic ? 1e-300 : -limit) && range.upperBound <= limit
    }

    /// The range, widened where its ends are the same.
    private static func opened(_ range: ClosedRange<Double>, scale: ChartAxis.Scale) -> (Double, Double) {
        let (lower, upper) = (range.lowerBound, range.upperBound)
        let least = max(max(lower.magnitude, upper.magnitude) * 1e-9, 1e-290)
        guard upper - lower <= least else { return (lower, upper) }
        if scale == .logarithmic { return (lower / 2, upper * 2) }
        let margin = scale == .time ? 30 : upper.magnitude < 1e-280 ? 0.5 : upper.magnitude / 20
        return (lower - margin, upper + margin)
    }

    private static func fitted(
        _ spread: ClosedRange<Double>,
        scale: ChartAxis.Scale,
        fit: Fit,
        count: Int
    ) -> AxisRange {
        var spread = spread
        if scale == .linear, fit == .round, spread.lowerBound > 0, spread.lowerBound < 0.4 * spread.upperBound {
            spread = 0...spread.upperBound
        }
        let (lower, upper) = opened(spread, scale: scale)
        guard fit == .round, scale != .time else { return AxisRange(lower: lower, upper: upper) }
        if scale == .logarithmic { return AxisRange(lower: digitBelow(lower), upper: digitAbove(upper)) }
        let step = LinearTicks.step(lower, upper, count: count)
        return AxisRange(
            lower: (lower / step + 1e-9).rounded(.down) * step,
            upper: (upper / step - 1e-9).rounded(.up) * step
        )
    }

    /// The largest of 1, 2 or 5 times a power of ten that is not above a value.
    private static func digitBelow(_ value: Double) -> Double {
        let power = Int((log10(value) + 1e-9).rounded(.down))
        let digit = [5, 2].first { NumberWords.decimal($0, power: power) <= value * (1 + 1e-9) } ?? 1
        return NumberWords.decimal(digit, power: power)
    }

    /// The least of 1, 2 or 5 times a power of ten that is not below a value.
    private static func digitAbove(_ value: Double) -> Double {
        let power = Int((log10(value) + 1e-9).rounded(.down))
        let digit = [1, 2, 5].first { NumberWords.decimal($0, power: power) >= value * (1 - 1e-9) } ?? 10
        return NumberWords.decimal(digit, power: power)
    }
}
