import Estimation

/// Numbers of one column, all with as many decimals: of milliseconds those that the largest is worth, of others those that
/// tell them apart.
struct DelayColumn {
    private let decimals: Int

    /// - Parameter values: all that stand in the column.
    init(_ values: [Double?]) {
        let largest = values.compactMap { $0?.magnitude }.filter(\.isFinite).max() ?? 0
        decimals = NumberText.decimals(for: largest)
    }

    /// - Parameters:
    ///   - values: all that stand in the column.
    ///   - unit: theirs; nil for counts and ratios.
    ///   - intervals: what stands beside them, low and high.
    init(_ values: [Double?], unit: String?, intervals: [(low: Double?, high: Double?)] = []) {
        let ends = intervals.flatMap { [$0.low, $0.high] }
        guard unit != "ms" else {
            self.init(values + ends)
            return
        }
        let known = values.compactMap(\.self).filter(\.isFinite)
        let spread = known.max().flatMap { most in known.min().map { most - $0 } }
        let widths = intervals.map { interval in
            interval.high.flatMap { high in interval.low.map { (high - $0) / 2 } }
        }
        // Ratios of 0.981 and 0.983 are told apart by their third decimal, however large they are.
        self.init(decimals: ToldDigits.count(telling: values + ends + widths + [spread]))
    }

    /// - Parameter decimals: how many stand behind the point.
    init(decimals: Int) {
        self.decimals = decimals
    }

    /// A number; a dash where it is not known.
    func text(_ value: Double?) -> String {
        value.map { NumberText.fixed($0, decimals: decimals) } ?? "-"
    }

    /// A delay, which may be known only from below.
    func text(_ delay: BoundedDelay?) -> String {
        delay.map { ($0.isLowerBound ? "≥ " : "") + text($0.milliseconds) } ?? "-"
    }

    /// An interval; a dash where neither end is known.
    func interval(_ low: Double?, _ high: Double?) -> String {
        switch (low, high) {
        case (let low?, let high?): "\(text(low)) to \(text(high))"
        case (let low?, nil): "from \(text(low))"
        case (nil, let high?): "up to \(text(high))"
        case (nil, nil): "-"
        }
    }
}

extension ReportTable {
    /// Columns by title; those of numbers stand to the right.
    static func columns(_ titles: [(String, TextTable.Alignment)]) -> [TextTable.Column] {
        titles.map { TextTable.Column(title: $0.0, alignment: $0.1) }
    }

    /// The table without the columns in which no row says anything.
    func withoutEmptyColumns() -> ReportTable {
        let kept = columns.indices.filter { column in rows.contains { $0[column] != "-" && !$0[column].isEmpty } }
        var table = self
        table.columns = kept.map { columns[$0] }
        table.rows = rows.map { row in kept.map { row[$0] } }
        return table
    }
}
