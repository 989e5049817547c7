import Foundation

/// Ticks at multiples of 1, 2 or 5 times a power of ten.
enum LinearTicks {
    /// The step that gives about `count` ticks.
    static func step(_ lower: Double, _ upper: Double, count: Int) -> Double {
        let rough = (upper - lower) / Double(max(count, 1))
        let power = pow(10, log10(rough).rounded(.down))
        let share = rough / power
        return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10)
    }

    /// The ticks within the range, each with its number.
    static func ticks(_ lower: Double, _ upper: Double, count: Int) -> [Tick] {
        let step = step(lower, upper, count: count)
        let largest = max(lower.magnitude, upper.magnitude)
        return multiples(of: step, from: lower, to: upper).map { value in
            Tick(value: value, label: NumberWords.tick(value, step: step, largest: largest))
        }
    }

    /// The multiples of a step within a range, ends included though rounding may put them outside; at most 200.
    static func multiples(of step: Double, from lower: Double, to upper: Double) -> [Double] {
        let first = (lower / step - 1e-9).rounded(.up)
        let last = (upper / step + 1e-9).rounded(.down)
        guard last >= first else { return [] }
        return (0...Int(min(last - first, 199))).map { (first + Double($0)) * step }
    }
}
