import Estimation

/// Numbers of one column: as many decimals for all as its largest is worth.
struct DelayColumn {
    private let decimals: Int

    /// - Parameter values: all that stand in the column.
    init(_ values: [Double?]) {
        let largest = values.compactMap { $0?.magnitude }.filter(\.isFinite).max() ?? 0
        decimals = NumberText.decimals(for: largest)
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
