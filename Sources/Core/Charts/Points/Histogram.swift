import Foundation

/// How many values lie where.
public enum Histogram {
    /// Edges of bars that suit all the sets together, so that their histograms can be compared; ascending.
    ///
    /// Bars are about as wide as the rule of Freedman and Diaconis says (2 × interquartile range / ∛n, of the set with
    /// the most values), rounded to 1, 2 or 5 times a power of ten, and never more than `limit`.
    /// - Parameters:
    ///   - sets: Each ascending, finite.
    ///   - scale: Equal differences, or equal ratios of values above zero; others then lie in one first bar.
    ///   - limit: The most bars; at least 4.
    /// - Returns: At least two edges, or none where the sets are empty.
    public static func edges(of sets: [[Double]], scale: ChartAxis.Scale = .linear, limit: Int = 60) -> [Double] {
        guard let least = sets.compactMap(\.first).min(), let largest = sets.compactMap(\.last).max() else { return [] }
        let limit = max(limit, 4)
        if scale == .logarithmic, largest > 0 { return ratios(sets, least: least, largest: largest, limit: limit) }
        let size = max(least.magnitude, largest.magnitude)
        guard largest - least > size * 1e-9 else {
            let margin = max(size / 20, 0.5)
            return [least - margin, largest + margin]
        }
        let most = sets.max { $0.count < $1.count } ?? []
        let spread = most[most.count * 3 / 4] - most[most.count / 4]
        let ideal = 2 * spread / cbrt(Double(most.count))
        let parts = ideal > 0 ? min((largest - least) / ideal, Double(limit)) : Double(limit)
        var step = LinearTicks.step(least, largest, count: Int(max(parts, 4)))
        while ((largest / step).rounded(.down) - (least / step).rounded(.down)) >= Double(limit) {
            // The next of 1, 2, 5 and 10.
            step = LinearTicks.step(0, step * 21, count: 10)
        }
        let first = (least / step).rounded(.down)
        let last = (largest / step).rounded(.down) + 1
        return (0...Int(last - first)).map { (first + Double($0)) * step }
    }

    /// Points for a series of ``ChartSeries/Kind/bars``: y the share of all values that lie from `x` to below `end`.
    ///
    /// The last bar includes its end. Values outside the edges count into the whole, but lie in no bar.
    /// - Parameters:
    ///   - sorted: Ascending, finite.
    ///   - edges: Ascending.
    /// - Returns: A bar between each two edges, shares from 0 to 1; none without values or bars.
    public static func bars(sorted: [Double], edges: [Double]) -> [ChartPoint] {
        guard edges.count > 1, !sorted.isEmpty else { return [] }
        var index = sorted.firstIndex { $0 >= edges[0] } ?? sorted.count
        return zip(edges, edges.dropFirst()).enumerated().map { place, bar in
            let isLast = place == edges.count - 2
            let start = index
            while index < sorted.count, sorted[index] < bar.1 || (isLast && sorted[index] == bar.1) {
                index += 1
            }
            return ChartPoint(bar: bar.0, end: bar.1, y: Double(index - start) / Double(sorted.count))
        }
    }

    /// The outline of ``bars(sorted:edges:)`` for a series of ``ChartSeries/Kind/steps``: for several sets in one chart.
    /// - Parameters:
    ///   - sorted: Ascending, finite.
    ///   - edges: Ascending.
    /// - Returns: A point an edge, the last of them 0; none without values or bars.
    public static func outline(sorted: [Double], edges: [Double]) -> [ChartPoint] {
        let bars = bars(sorted: sorted, edges: edges)
        guard let first = bars.first, let last = bars.last?.end else { return [] }
        return [ChartPoint(x: first.x, y: 0)] + bars.map { ChartPoint(x: $0.x, y: $0.y) } + [ChartPoint(x: last, y: 0)]
    }

    private static func ratios(_ sets: [[Double]], least: Double, largest: Double, limit: Int) -> [Double] {
        let positive = sets.compactMap { set in set.first { $0 > 0 } }.min() ?? largest
        guard largest > positive else { return [min(least, positive / 2), largest * 2] }
        let parts = limit - 1
        let ratio = pow(largest / positive, 1 / Double(parts))
        let edges = (0..<parts).map { positive * pow(ratio, Double($0)) } + [largest]
        return least < positive ? [least] + edges : edges
    }
}
