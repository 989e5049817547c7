/// An interval as a small picture: a line from end to end, a dot for the value, a dashed line at zero.
enum RangePicture {
    /// What all pictures of a table share.
    struct Scale {
        let low: Double
        let high: Double

        /// Of all ends and zero; nil where there is nothing to show.
        init?(_ ranges: [ReportTable.Range]) {
            let ends = ranges.flatMap { [$0.low, $0.value, $0.high].compactMap(\.self) }.filter(\.isFinite) + [0]
            guard let low = ends.min(), let high = ends.max(), high > low else { return nil }
            (self.low, self.high) = (low, high)
        }

        func place(_ value: Double) -> Double {
            RangePicture.margin + (value - low) / (high - low) * (RangePicture.width - 2 * RangePicture.margin)
        }
    }

    private static let width = 140.0
    private static let margin = 6.0

    static func svg(_ range: ReportTable.Range, _ scale: Scale) -> String {
        let text = { (value: Double) in NumberText.fixed(value, decimals: 1) }
        let place = { (value: Double) in text(scale.place(value)) }
        // An end that is not known runs to the edge.
        let ends = (range.low.map(place) ?? text(0), range.high.map(place) ?? text(width))
        let line =
            range.low == nil && range.high == nil
            ? "" : "<line class=\"range\" x1=\"\(ends.0)\" x2=\"\(ends.1)\" y1=\"8\" y2=\"8\"/>"
        return "<svg width=\"140\" height=\"16\" aria-hidden=\"true\"><g\(range.isTold ? " class=\"told\"" : "")>"
            + "<line class=\"zero\" x1=\"\(place(0))\" x2=\"\(place(0))\" y1=\"0\" y2=\"16\"/>\(line)"
            + "<circle class=\"dot\" cx=\"\(place(range.value))\" cy=\"8\" r=\"3.5\"/></g></svg>"
    }
}
