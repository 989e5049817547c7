/// The list of runs as a table.
public enum RunTable {
    /// One run of the list; unknown numbers are nil and show as a dash.
    public struct Row: Hashable, Sendable {
        /// Its name, such as `test1@2`.
        public var name: String
        /// When it began, as an ISO 8601 instant.
        public var startedAt: String
        /// Which provider was under test.
        public var provider: String
        /// How it ended, as a word; `running` or `unfinished` where it has not.
        public var end: String
        /// How long was measured, in seconds.
        public var durationS: Double?
        /// Access units received.
        public var received: Int?
        /// Frames dropped.
        public var dropped: Int?
        /// The median frame delay in milliseconds.
        public var p50Ms: Double?
        /// The 95th percentile of the frame delay in milliseconds.
        public var p95Ms: Double?

        /// Makes a row in which no number is known.
        public init(name: String, startedAt: String, provider: String, end: String) {
            self.name = name
            self.startedAt = startedAt
            self.provider = provider
            self.end = end
        }
    }

    /// The table, with a line end; a sentence where there is no run.
    public static func render(_ rows: [Row], style: TextStyle) -> String {
        guard !rows.isEmpty else { return "No runs.\n" }
        var table = TextTable(columns: columns)
        table.rows = rows.map { cells(of: $0, style: style) }
        var lines = table.lines()
        lines[0] = style.paint(lines[0], .faint)
        return lines.joined(separator: "\n") + "\n"
    }

    private static let columns: [TextTable.Column] = [
        .init(title: "run", alignment: .left),
        .init(title: "started (UTC)", alignment: .left),
        .init(title: "provider", alignment: .left),
        .init(title: "length", alignment: .right),
        .init(title: "received", alignment: .right),
        .init(title: "dropped", alignment: .right),
        .init(title: "p50 ms", alignment: .right),
        .init(title: "p95 ms", alignment: .right),
        .init(title: "end", alignment: .left),
    ]

    private static func cells(of row: Row, style: TextStyle) -> [String] {
        let started = row.startedAt.prefix(19).map { $0 == "T" ? " " : String($0) }.joined()
        return [
            style.clean(row.name),
            style.clean(started),
            style.clean(row.provider),
            row.durationS.map { NumberText.fixed($0, decimals: 1) + " s" } ?? "-",
            row.received.map { "\($0)" } ?? "-",
            row.dropped.map { "\($0)" } ?? "-",
            row.p50Ms.map(NumberText.milliseconds) ?? "-",
            row.p95Ms.map(NumberText.milliseconds) ?? "-",
            style.clean(row.end),
        ]
    }
}
