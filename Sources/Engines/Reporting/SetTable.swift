/// Sets of runs by one number, as a table.
public enum SetTable {
    /// One set; unknown numbers are nil and show as a dash.
    public struct Row: Hashable, Sendable {
        /// What the text calls it, such as `A`.
        public var letter: String
        /// What a person calls it.
        public var name: String
        /// How many runs take part.
        public var runs: Int
        /// The mean of their numbers.
        public var mean: Double?
        /// Whether the mean is known only from below.
        public var isLowerBound: Bool
        /// The least and the largest of their numbers.
        public var spread: ClosedRange<Double>?
        /// The standard deviation between runs.
        public var deviation: Double?

        /// Makes a row; each argument is the property of its name.
        public init(
            letter: String,
            name: String,
            runs: Int,
            mean: Double?,
            isLowerBound: Bool,
            spread: ClosedRange<Double>?,
            deviation: Double?
        ) {
            self.letter = letter
            self.name = name
            self.runs = runs
            self.mean = mean
            self.isLowerBound = isLowerBound
            self.spread = spread
            self.deviation = deviation
        }
    }

    /// The table, with a line end.
    /// - Parameters:
    ///   - rows: The sets, in order.
    ///   - figure: Which number.
    ///   - unit: What it counts; nil for counts and ratios.
    ///   - decimals: How many each number has; nil for as many as milliseconds of its size have.
    ///   - style: How text is laid out.
    /// - Returns: A title, a head and a line a set.
    public static func render(
        _ rows: [Row],
        figure: String,
        unit: String?,
        decimals: Int? = nil,
        style: TextStyle
    ) -> String {
        let number = { (value: Double) in
            decimals.map { NumberText.fixed(value, decimals: $0) } ?? NumberText.milliseconds(value)
        }
        let title = figure + (unit.map { ", \($0)" } ?? "")
        var table = TextTable(columns: [
            .init(title: "", alignment: .left), .init(title: "runs of", alignment: .left),
            .init(title: "runs", alignment: .right), .init(title: "mean", alignment: .right),
            .init(title: "stddev", alignment: .right), .init(title: "least", alignment: .right),
            .init(title: "most", alignment: .right),
        ])
        table.rows = rows.map { row in
            let mean = row.mean.map { (row.isLowerBound ? style.atLeast : "") + number($0) }
            let others = [row.deviation, row.spread?.lowerBound, row.spread?.upperBound]
            return [row.letter, style.clean(row.name), "\(row.runs)", mean ?? "-"]
                + others.map { $0.map(number) ?? "-" }
        }
        var lines = table.lines()
        lines[0] = style.paint(lines[0], .faint)
        return ([style.paint(style.clean(title), .strong)] + lines).joined(separator: "\n") + "\n"
    }
}
