/// Fewer points that look the same.
public enum Reduction {
    /// The least and the largest of each bucket of x, of y and of the intervals about it, in the order given.
    ///
    /// The first and the last point are kept, and a break between two kept points stays a break. What comes out has
    /// at most 8 points a bucket besides those two; mostly 2.
    /// - Parameters:
    ///   - points: In order of x; of others the buckets hold equal numbers of points.
    ///   - buckets: Into how many parts of equal width x is cut; at least 1.
    /// - Returns: Points of those given, unchanged; all of them where they are no more than 2 a bucket.
    public static func extremes(_ points: [ChartPoint], buckets: Int) -> [ChartPoint] {
        kept(of: points, buckets: buckets)
    }

    /// The same of points without intervals, of which only those that are kept are made: for very many.
    /// - Parameters:
    ///   - x: In order; of others the buckets hold equal numbers of points.
    ///   - y: As many as `x`, nil for a break; what one has more than the other is left out.
    ///   - buckets: Into how many parts of equal width x is cut; at least 1.
    /// - Returns: The points that are kept.
    public static func extremes(x: [Double], y: [Double?], buckets: Int) -> [ChartPoint] {
        kept(of: (0..<min(x.count, y.count)).lazy.map { ChartPoint(x: x[$0], y: y[$0]) }, buckets: buckets)
    }

    private static func kept<Points: RandomAccessCollection>(of points: Points, buckets: Int) -> [ChartPoint]
    where Points.Element == ChartPoint, Points.Index == Int {
        let buckets = max(buckets, 1)
        guard points.count > 2 * buckets, points.count > 2 else { return Array(points) }
        var kept: [ChartPoint] = []
        kept.reserveCapacity(4 * buckets + 2)
        let place = bucketing(points, buckets: buckets)
        var start = 0
        var last = -1
        while start < points.count {
            let bucket = place(start)
            var end = start + 1
            while end < points.count, place(end) == bucket {
                end += 1
            }
            for index in chosen(points, start..<end) {
                // One of the points between, if any, is a break: told by one of them.
                if let gap = points[(last + 1)..<index].first(where: { $0.y == nil }) {
                    kept.append(gap)
                }
                kept.append(points[index])
                last = index
            }
            start = end
        }
        return kept
    }

    /// Which bucket the point at an index lies in.
    private static func bucketing<Points: RandomAccessCollection>(
        _ points: Points,
        buckets: Int
    ) -> (Int) -> Int where Points.Element == ChartPoint, Points.Index == Int {
        let first = points[0].x
        let width = points[points.count - 1].x - first
        let inOrder = zip(points, points.dropFirst()).allSatisfy { $0.x <= $1.x }
        guard inOrder, width > 0, width.isFinite else { return { $0 * buckets / points.count } }
        return { min(Int((points[$0].x - first) / width * Double(buckets)), buckets - 1) }
    }

    /// The indices to keep of one bucket, in order.
    private static func chosen<Points: RandomAccessCollection>(
        _ points: Points,
        _ range: Range<Int>
    ) -> [Int] where Points.Element == ChartPoint, Points.Index == Int {
        var extremes = Extremes()
        for index in range {
            extremes.look(at: points[index], index)
        }
        var indices = extremes.indices
        if range.lowerBound == 0 {
            indices.insert(0)
        }
        if range.upperBound == points.count {
            indices.insert(points.count - 1)
        }
        return indices.sorted()
    }
}

/// Where the least and the largest numbers of a bucket stand.
private struct Extremes {
    private var least: (value: Double, index: Int)?
    private var largest: (value: Double, index: Int)?
    private var lowest: (value: Double, index: Int)?
    private var highest: (value: Double, index: Int)?

    mutating func look(at point: ChartPoint, _ index: Int) {
        if let y = point.y, !y.isNaN {
            Self.keep(y, index, in: &least, where: <)
            Self.keep(y, index, in: &largest, where: >)
        }
        if let low = point.low, !low.isNaN {
            Self.keep(low, index, in: &lowest, where: <)
        }
        if let high = point.high, !high.isNaN {
            Self.keep(high, index, in: &highest, where: >)
        }
    }

    var indices: Set<Int> {
        Set([least, largest, lowest, highest].compactMap { $0?.index })
    }

    private static func keep(
        _ value: Double,
        _ index: Int,
        in place: inout (value: Double, index: Int)?,
        where isBetter: (Double, Double) -> Bool
    ) {
        if place.map({ isBetter(value, $0.value) }) ?? true {
            place = (value, index)
        }
    }
}
