import Foundation

/// Ticks at powers of ten, or at 1, 2 and 5 of each where there are few, the rest a faint grid.
enum LogarithmicTicks {
    /// The ticks within a range above zero.
    static func ticks(_ lower: Double, _ upper: Double, count: Int) -> [Tick] {
        guard upper / lower > 4 else { return LinearTicks.ticks(lower, upper, count: count) }
        let first = Int(log10(lower).rounded(.down))
        let last = Int(log10(upper).rounded(.up))
        let every = max(1, (last - first + count - 1) / max(count, 1))
        let fine = every == 1 && (last - first) * 3 <= count * 2
        var ticks: [Tick] = []
        for power in first...last {
            for digit in 1...9 where digit == 1 || every == 1 {
                let value = NumberWords.decimal(digit, power: power)
                guard value >= lower * (1 - 1e-9), value <= upper * (1 + 1e-9) else { continue }
                let isTold = digit == 1 ? power.isMultiple(of: every) : fine && (digit == 2 || digit == 5)
                ticks.append(Tick(value: value, label: isTold ? NumberWords.alone(value) : ""))
            }
        }
        return ticks
    }
}
