/// Numbers of one unit in sentences, with as many digits as their interval is worth.
struct PlainFigures {
    let unit: String?
    private let digits: Int

    /// - Parameters:
    ///   - unit: Written behind each number; nil for none.
    ///   - scale: The largest of what is told, from which the digits follow.
    init(unit: String?, scale: Double) {
        self.unit = unit
        digits = scale >= 10 ? 0 : scale >= 1 ? 1 : scale >= 0.1 ? 2 : scale > 0 ? 3 : 0
    }

    /// A number without its unit.
    func number(_ value: Double) -> String {
        Figures.fixed(value, digits: digits)
    }

    /// A number with its unit.
    func text(_ value: Double) -> String {
        unit.map { "\(number(value)) \($0)" } ?? number(value)
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

extension Contrast {
    /// How wide the interval is; nil where an end is not known.
    var width: Double? {
        low.flatMap { low in high.map { $0 - low } }
    }
}
