/// Providers that were measured at once, side by side, as a table.
public enum ProviderTable {
    /// One provider's run; unknown numbers are nil and show as a dash.
    public struct Row: Hashable, Sendable {
        /// Its place, from 1; nil where it has none.
        public var place: Int?
        /// The provider's name.
        public var provider: String
        /// The run's name, such as `test1@2`.
        public var run: String
        /// The delay at which a player stalls no more than 0.1 % of the time, in milliseconds.
        public var operatingDelayMs: Double?
        /// Whether ``operatingDelayMs`` is known only from below.
        public var isOperatingLowerBound = false
        /// The 95th percentile of the signal delay in milliseconds.
        public var signalP95Ms: Double?
        /// Whether ``signalP95Ms`` is known only from below.
        public var isSignalLowerBound = false
        /// The median frame delay in milliseconds.
        public var frameP50Ms: Double?
        /// The median of the differences to the control in milliseconds.
        public var toControlMs: Double?
        /// Access units received.
        public var received: Int?
        /// Frames dropped.
        public var dropped: Int?
        /// How the run ended, as a word.
        public var end: String

        /// Makes a row in which no number is known.
        public init(provider: String, run: String, end: String) {
            self.provider = provider
            self.run = run
            self.end = end
        }
    }

    /// The table, with a line end.
    ///
    /// - Parameters:
    ///   - rows: the providers, in order.
    ///   - showsOperatingDelay: whether the operating delay stands in it, as where a stream is segmented.
    ///   - style: how text is laid out.
    /// - Returns: a head and a line a provider; all delays in milliseconds.
    public static func render(_ rows: [Row], showsOperatingDelay: Bool, style: TextStyle) -> String {
        let hasControl = rows.contains { $0.toControlMs != nil }
        var columns: [TextTable.Column] = [
            .init(title: "", alignment: .right),
            .init(title: "provider", alignment: .left),
            .init(title: "run", alignment: .left),
        ]
        var numbers = ["signal p95", "frame p50", "received", "dropped"]
        if hasControl {
            numbers.insert("to control", at: 2)
        }
        if showsOperatingDelay {
            numbers.insert("operating", at: 0)
        }
        columns += numbers.map { TextTable.Column(title: $0, alignment: .right) }
        columns.append(TextTable.Column(title: "end", alignment: .left))
        var table = TextTable(columns: columns)
        table.rows = rows.map { row in
            cells(of: row, showsOperatingDelay: showsOperatingDelay, hasControl: hasControl, style: style)
        }
        var lines = table.lines()
        lines[0] = style.paint(lines[0], .faint)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cells(
        of row: Row,
        showsOperatingDelay: Bool,
        hasControl: Bool,
        style: TextStyle
    ) -> [String] {
        let dash = "-"
        var cells: [String] = [row.place.map { "\($0)" } ?? dash, style.clean(row.provider), style.clean(row.run)]
        if showsOperatingDelay {
            let sign = row.isOperatingLowerBound ? style.atLeast : ""
            cells.append(row.operatingDelayMs.map { sign + NumberText.milliseconds($0) } ?? dash)
        }
        let sign = row.isSignalLowerBound ? style.atLeast : ""
        cells.append(row.signalP95Ms.map { sign + NumberText.milliseconds($0) } ?? dash)
        cells.append(row.frameP50Ms.map(NumberText.milliseconds) ?? dash)
        if hasControl {
            cells.append(row.toControlMs.map { NumberText.signed(milliseconds: $0) } ?? dash)
        }
        cells.append(row.received.map { "\($0)" } ?? dash)
        cells.append(row.dropped.map { "\($0)" } ?? dash)
        cells.append(style.clean(row.end))
        return cells
    }
}
