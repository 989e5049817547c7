/// An axis whose ticks are numbers that people count in: 1, 2 or 5 times a power of ten.
struct TextAxis: Equatable {
    let low: Double
    let high: Double
    let step: Double

    /// The least such axis that holds both values.
    ///
    /// - Parameters:
    ///   - low: the least value, finite.
    ///   - high: the largest value, finite, not below `low`.
    ///   - ticks: how many steps at most, but for one more where the ends do not fall on ticks.
    init(from low: Double, to high: Double, ticks: Int) {
        let span = max(high - low, max(high.magnitude, low.magnitude) * 1e-3, 1e-3)
        var power = 1e-6
        while power * 10 <= span / Double(ticks) {
            power *= 10
        }
        step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 * Double(ticks) >= span } ?? power * 10
        self.low = (low / step).rounded(.down) * step
        let top = (high / step).rounded(.up) * step
        self.high = top > self.low ? top : self.low + step
    }

    /// The values with a label, from low to high.
    var ticks: [Double] {
        let count = Int(((high - low) / step).rounded())
        return (0...max(1, min(count, 50))).map { low + Double($0) * step }
    }

    /// A tick's text, with as many decimals as the step needs.
    func label(_ value: Double) -> String {
        var decimals = 0
        var scaled = step
        while decimals < 6, (scaled - scaled.rounded()).magnitude > 1e-6 {
            scaled *= 10
            decimals += 1
        }
        return NumberText.fixed(value, decimals: decimals)
    }

    /// Where a value lies, 0 at the low end and 1 at the high one.
    func place(_ value: Double) -> Double {
        min(1, max(0, (value - low) / (high - low)))
    }
}
