/// Which share of values is at most so large.
public enum Ecdf {
    /// Points for a series of ``ChartSeries/Kind/steps``: x a value, y the share of values at or below it, 0 to 1.
    ///
    /// Begins at the least value with 0 and ends at the largest with 1; of many values those at evenly spaced ranks
    /// are kept, and a quarter of the points goes to the largest values, each with its exact share.
    /// - Parameters:
    ///   - sorted: Ascending, finite.
    ///   - limit: The most points; at least 16.
    /// - Returns: No points of no values.
    public static func points(sorted: [Double], limit: Int = 400) -> [ChartPoint] {
        guard let first = sorted.first else { return [] }
        var points = [ChartPoint(x: first, y: 0)]
        for rank in ranks(of: sorted.count, limit: max(limit, 16) - 1) {
            // Of equal values the last has their share.
            if rank + 1 < sorted.count, sorted[rank + 1] == sorted[rank] {
                let share = Double(endOfEqual(sorted, from: rank)) / Double(sorted.count)
                append(ChartPoint(x: sorted[rank], y: share), to: &points)
            } else {
                append(ChartPoint(x: sorted[rank], y: Double(rank + 1) / Double(sorted.count)), to: &points)
            }
        }
        return points
    }

    /// Points of a distribution that is known as cumulative counts, such as a digest's.
    /// - Parameters:
    ///   - values: Upper ends of its parts, ascending, finite.
    ///   - counts: How many values are at or below each; ascending, the last is their number.
    ///   - least: The least value.
    /// - Returns: No points where the arrays are empty, of different length, or nothing was counted.
    public static func points(values: [Double], counts: [Int], least: Double) -> [ChartPoint] {
        guard values.count == counts.count, let total = counts.last, total > 0 else { return [] }
        return [ChartPoint(x: least, y: 0)]
            + zip(values, counts).map { ChartPoint(x: $0, y: Double($1) / Double(total)) }
    }

    private static func append(_ point: ChartPoint, to points: inout [ChartPoint]) {
        if points.last != point {
            points.append(point)
        }
    }

    /// The ranks to keep, ascending from 0 to the last.
    private static func ranks(of count: Int, limit: Int) -> [Int] {
        guard count > limit else { return Array(0..<count) }
        let tail = limit / 4
        let body = limit - tail
        let start = count - tail
        return (0..<body).map { $0 * start / body } + Array(start..<count)
    }

    /// The index behind the last value that equals the one at an index, by halving.
    private static func endOfEqual(_ sorted: [Double], from index: Int) -> Int {
        var (low, high) = (index + 1, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] > sorted[index] {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
