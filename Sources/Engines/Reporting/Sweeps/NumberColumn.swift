import Estimation

/// How the numbers of a figure are written in tables: all with as many decimals as the smallest told difference is worth.
struct NumberColumn {
    private let decimals: Int
    private let unit: String?

    init(_ figure: SweepFigure) {
        unit = figure.unit
        let levels = figure.factors.flatMap(\.levels)
        let cells = figure.pairs.flatMap { $0.map.cells.joined() }
        let told =
            levels.compactMap(\.mean) + cells.compactMap(\.value) + levels.compactMap(\.effect).flatMap(Self.worth)
        let digits = ToldDigits.count(telling: told)
        // Nobody reads a thousandth of a millisecond; ratios and amounts may differ by less than that.
        decimals = unit == "ms" ? min(2, digits) : digits
    }

    /// What an effect is worth telling by: half of its interval; itself where it has none, or reaches beyond that.
    private static func worth(_ effect: SweepEffect) -> [Double] {
        let width = effect.high.flatMap { high in effect.low.map { (high - $0) / 2 } }
        let value = effect.value.flatMap { abs($0) < width ?? 0 ? nil : $0 }
        return [width, value].compactMap(\.self)
    }

    /// A column's title with the unit.
    func titled(_ title: String) -> String {
        unit.map { "\(title), \($0)" } ?? title
    }

    /// A number, with ≥ where it is known only from below; a dash where it is not known.
    func text(_ value: Double?, isLowerBound: Bool) -> String {
        value.map { (isLowerBound ? "≥ " : "") + NumberText.fixed($0, decimals: decimals) } ?? "-"
    }

    /// A difference with its sign.
    func difference(_ effect: SweepEffect) -> String {
        guard let value = effect.value else { return "-" }
        let bound =
            switch effect.bound {
            case .atLeast: "≥ "
            case .atMost: "≤ "
            case nil: ""
            }
        return bound + signed(value)
    }

    /// An interval of which either end may be unknown.
    func interval(_ effect: SweepEffect) -> String {
        switch (effect.low, effect.high) {
        case (let low?, let high?): "\(signed(low)) to \(signed(high))"
        case (let low?, nil): "from \(signed(low)) on"
        case (nil, let high?): "up to \(signed(high))"
        case (nil, nil): "-"
        }
    }

    private func signed(_ value: Double) -> String {
        let text = NumberText.fixed(value, decimals: decimals)
        return text.hasPrefix("-") || value == 0 ? text : "+" + text
    }
}

extension NumberText {
    /// A cost with three digits that count.
    static func significant(_ value: Double) -> String {
        var (decimals, size) = (0, abs(value))
        while size < 99.95, size > 0, decimals < 6 {
            size *= 10
            decimals += 1
        }
        return fixed(value, decimals: decimals)
    }
}

extension SweepEffect {
    /// What is to be said of it.
    var words: String {
        switch verdict {
        case .higher: "higher"
        case .lower: "lower"
        case .notShown: "not shown"
        case .unknown: reason.map(\.words) ?? "not known"
        }
    }

    /// The interval to draw; nil without a value.
    var range: ReportTable.Range? {
        value.map {
            ReportTable.Range(low: low, value: $0, high: high, isTold: verdict == .higher || verdict == .lower)
        }
    }
}

extension SweepEffect.Reason {
    fileprivate var words: String {
        switch self {
        case .noSharedSettings: "unknown: nothing to compare with"
        case .fewRuns: "these runs alone: too few"
        case .differentSizes: "unknown: received sizes differ"
        case .clockUnknown: "unknown: clocks' error"
        case .lowerBound: "unknown: both from below"
        case .incomplete: "not told: the better side has failures"
        case .notEnforced: "unknown: not enforced"
        }
    }
}
