/// Numbers of one unit in sentences, with as many digits as their interval is worth.
struct PlainFigures {
    let unit: String?
    private let digits: Int

    /// - Parameters:
    ///   - unit: Written behind each number; nil for none.
    ///   - told: What is told together, from whose smallest the digits follow.
    init(unit: String?, telling told: [Double?]) {
        self.unit = unit
        digits = ToldDigits.count(telling: told)
    }

    /// A number without its unit.
    func number(_ value: Double) -> String {
        Figures.fixed(value, digits: digits)
    }

    /// A number with its unit.
    func text(_ value: Double) -> String {
        unit.map { "\(number(value)) \($0)" } ?? number(value)
    }

    /// A number known only from below, with its unit, rounded towards zero: never more than was shown.
    func atLeast(_ value: Double) -> String {
        var scale = 1.0
        for _ in 0..<digits {
            scale *= 10
        }
        // What only the binary fraction takes from a round number stays.
        let scaled = (value * scale * (1 + 1e-12)).rounded(.towardZero)
        return "at least \(text(scaled / scale))"
    }

    /// A number with its 95 % interval.
    func interval(_ contrast: Contrast) -> String {
        "\(text(contrast.value)) (\(range(contrast.low, contrast.high)))"
    }

    /// An interval of which either end may be unknown.
    func range(_ low: Double?, _ high: Double?) -> String {
        switch (low, high) {
        case (let low?, let high?): "95 % interval \(number(low)) to \(number(high))"
        case (let low?, nil): "95 % interval from \(number(low)), open above"
        case (nil, let high?): "95 % interval up to \(number(high)), open below"
        case (nil, nil): "no interval"
        }
    }
}
