import LabModel

extension TextReport {
    /// The table of percentiles, and below it how far the two that matter can be trusted.
    static func delays(_ summary: Summary, style: TextStyle) -> [String] {
        var rows: [(name: String, values: Distribution, lower: [String])] = []
        func add(_ name: String, _ values: Distribution?, lower: [String] = []) {
            if let values, values.n > 0 {
                rows.append((name, values, lower))
            }
        }
        add("frame delay", summary.frameDelayMs)
        add("arrival delay", summary.arrivalDelayMs)
        add("signal delay", summary.signalDelayMs?.values, lower: open(summary.signalDelayMs))
        add("to control", summary.relativeToControlMs?.values)
        add("rel. signal", summary.relativeSignalMs?.values, lower: open(summary.relativeSignalMs))
        add("one picture", summary.relativeAtInstantMs)
        add("control", summary.controlDelayMs)
        guard !rows.isEmpty else { return [] }
        let largest = rows.flatMap { [$0.values.p95, $0.values.min] }.compactMap { $0?.magnitude }.max() ?? 0
        var table = TextTable(columns: columns)
        table.rows = rows.map { row in
            [row.name]
                + zip(percentiles, numbers(of: row.values)).map { name, value in
                    cell(value, lower: row.lower.contains(name), largest: largest, style: style)
                } + ["\(row.values.n)"]
        }
        var lines = table.lines()
        lines[0] = style.paint(lines[0], .faint)
        return lines + trust(summary, style: style)
    }

    /// What is known only from below: the mean too as soon as one frame is.
    private static func open(_ delay: SignalDelay?) -> [String] {
        guard let delay, delay.censored > 0 else { return [] }
        return delay.lowerBound + ["mean"]
    }

    private static let percentiles = ["min", "p50", "p95", "p99", "max", "mean"]

    private static func numbers(of values: Distribution) -> [Double?] {
        [values.min, values.p50, values.p95, values.p99, values.max, values.mean]
    }

    private static let columns =
        [TextTable.Column(title: "delay in ms", alignment: .left)]
        + (percentiles + ["frames"]).map { TextTable.Column(title: $0, alignment: .right) }

    private static func cell(_ value: Double?, lower: Bool, largest: Double, style: TextStyle) -> String {
        guard let value else { return "-" }
        let text = NumberText.fixed(value, decimals: NumberText.decimals(for: largest))
        return lower ? style.atLeast + text : text
    }

    private static func trust(_ summary: Summary, style: TextStyle) -> [String] {
        var sentences = [
            intervals(of: "frame delay", summary.frameDelayMs),
            intervals(of: "signal delay", summary.signalDelayMs?.values),
            intervals(of: "delay to control", summary.relativeToControlMs?.values),
        ]
        if let signal = summary.signalDelayMs, signal.censored > 0 {
            let frames = NumberText.count(signal.censored, "frame")
            sentences.append(
                "\(style.atLeast) known from below only: \(frames) sent and not seen before looking ended."
            )
        }
        return sentences.compactMap { $0 }.flatMap { TextStyle.wrap($0, width: style.width) }
            .map { style.paint($0, .faint) }
    }

    private static func intervals(of name: String, _ values: Distribution?) -> String? {
        let parts = [("p50", values?.ci95P50), ("p95", values?.ci95P95)].compactMap { percentile, interval in
            interval.flatMap { interval -> String? in
                guard interval.count == 2 else { return nil }
                let ends = interval.map(NumberText.milliseconds)
                return "\(percentile) \(ends[0]) to \(ends[1]) ms"
            }
        }
        return parts.isEmpty ? nil : "95 % interval of the \(name): " + parts.joined(separator: ", ") + "."
    }
}
