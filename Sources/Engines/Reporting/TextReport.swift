public import LabModel

/// A summary as a person likes to read it in a terminal.
///
/// What is unknown is left out or said to be unknown, never shown as zero.
public enum TextReport {
    /// Renders a summary: a sentence, the delays, those of segments, picture quality, the curve, the facts, warnings, events,
    /// and where the run is stored.
    ///
    /// - Parameters:
    ///   - summary: what to show.
    ///   - trend: the delay over time from ``TrendPoint/reduce(samples:to:)``; no curve where it is empty.
    ///   - worst: the moments that scored lowest, from ``WorstMoment/find(_:samples:limit:)``.
    ///   - location: where the run is stored; nil where it is not.
    ///   - style: the layout.
    /// - Returns: lines that end with a line end, none longer than the style's width but for single long words.
    public static func render(
        _ summary: Summary,
        trend: [TrendPoint] = [],
        worst: [WorstMoment] = [],
        location: RunLocation? = nil,
        style: TextStyle = TextStyle()
    ) -> String {
        let sections = [
            headline(summary, style: style),
            delays(summary, style: style),
            segmentTimes(summary, style: style),
            scores(summary, style: style),
            TrendChart.render(trend, style: style),
            facts(summary, worst: worst, style: style),
            warnings(summary, style: style),
            events(summary, style: style),
            stored(location, style: style),
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }
}
