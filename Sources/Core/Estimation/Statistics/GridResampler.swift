/// Percentiles of resampled series for long ones: blocks begin on a grid, and values near the percentile are counted in
/// 4,096 bins.
///
/// The series is cut into about a thousand cells. A table holds, for each bin, how many values of each cell lie at or
/// below it; a resample is a count of how often each cell was drawn, and its percentile is found by halving: a product
/// of two rows a step. The bins span only the ranks that a resample's percentile can have, so that a bin
/// is a small part of the interval.
struct GridResampler {
    private static let cellLimit = 1_024
    private static let binLimit = 4_096

    private let cellSizes: [Int32]
    private let cellsInBlock: Int
    /// The largest value of each bin, ascending, behind that of everything below the bins.
    private let edges: [Double]
    /// The least value of each bin.
    private let starts: [Double]
    /// Whether nothing lies below the bins.
    private let isWholeBelow: Bool
    /// Row by row, for each edge: how many values of each cell lie at or below it.
    private let table: [Int32]

    /// Makes a table of at most 17 MB.
    ///
    /// - Parameters:
    ///   - series: In time order; from a thousand to 2³⁰ values.
    ///   - sorted: The same values in ascending order.
    ///   - ranks: The ranks that the bins span.
    ///   - blockLength: From 1 to a third of the values.
    init(_ series: [Double], sorted: [Double], ranks: ClosedRange<Int>, blockLength: Int) {
        let count = series.count
        let cellLength = (count + Self.cellLimit - 1) / Self.cellLimit
        let cells = (count + cellLength - 1) / cellLength
        cellsInBlock = max(1, (blockLength + cellLength / 2) / cellLength)
        cellSizes = (0..<cells).map { Int32(min(cellLength, count - $0 * cellLength)) }
        let bins = min(Self.binLimit, ranks.count)
        isWholeBelow = ranks.lowerBound == 0
        let edges =
            [sorted[max(0, ranks.lowerBound - 1)]]
            + (0..<bins).map { sorted[ranks.lowerBound + ($0 + 1) * ranks.count / bins - 1] }
        self.edges = edges
        starts =
            [edges[0]]
            + zip(edges, edges.dropFirst()).map { below, edge in
                // Equal values may fill bins: what lies between them and the next is no delay that was ever seen.
                below < edge ? sorted[sorted.firstIndex(fromSorted: { $0 > below })] : edge
            }
        table = Self.table(series, cellLength: cellLength, cells: cells, edges: edges)
    }

    private static func table(_ series: [Double], cellLength: Int, cells: Int, edges: [Double]) -> [Int32] {
        guard let least = edges.first, let largest = edges.last else { return [] }
        var table = [Int32](repeating: 0, count: edges.count * cells)
        table.withUnsafeMutableBufferPointer { table in
            for cell in 0..<cells {
                for index in cell * cellLength..<min((cell + 1) * cellLength, series.count) {
                    let value = series[index]
                    guard value <= largest else { continue }
                    let edge = value <= least ? 0 : edges.firstIndex(fromSorted: { $0 >= value })
                    table[edge &* cells &+ cell] &+= 1
                }
            }
            for place in stride(from: cells, to: table.count, by: 1) {
                table[place] &+= table[place &- cells]
            }
        }
        return table
    }

    /// One percentile of each of many resamples; nil for those whose percentile lies outside the bins.
    func percentiles(_ share: Double, resamples: Int, using random: inout SplitMix) -> [Double?] {
        var weights = [Int32](repeating: 0, count: cellSizes.count)
        return (0..<resamples).map { _ in
            draw(into: &weights, using: &random)
            return percentile(share, weights)
        }
    }

    private func draw(into weights: inout [Int32], using random: inout SplitMix) {
        weights.withUnsafeMutableBufferPointer { weights in
            weights.update(repeating: 0)
            for _ in 0..<max(1, (weights.count + cellsInBlock / 2) / cellsInBlock) {
                let start = random.next(below: weights.count - cellsInBlock + 1)
                for cell in start..<start &+ cellsInBlock {
                    weights[cell] &+= 1
                }
            }
        }
    }

    private func percentile(_ share: Double, _ weights: [Int32]) -> Double? {
        let wanted = share * Double(Self.product(weights, cellSizes, row: 0) - 1) + 1
        var (low, high) = (-1, edges.count)
        var (below, above) = (0.0, 0.0)
        while high - low > 1 {
            let middle = (low + high) / 2
            let passed = Double(Self.product(weights, table, row: middle))
            if passed >= wanted {
                (high, above) = (middle, passed)
            } else {
                (low, below) = (middle, passed)
            }
        }
        guard high < edges.count else { return nil }
        guard low >= 0 else { return isWholeBelow ? edges[0] : nil }
        return starts[high] + (edges[high] - starts[high]) * (wanted - below) / (above - below)
    }

    private static func product(_ weights: [Int32], _ rows: [Int32], row: Int) -> Int32 {
        let start = row * weights.count
        return weights.withUnsafeBufferPointer { weights in
            rows.withUnsafeBufferPointer { rows in
                guard let row = rows.baseAddress?.advanced(by: start), let first = weights.baseAddress else { return 0 }
                var sum: Int32 = 0
                var index = 0
                while index < weights.count {
                    sum &+= first[index] &* row[index]
                    index &+= 1
                }
                return sum
            }
        }
    }
}
