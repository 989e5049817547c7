/// Ranks among many values in linear time, without sorting them: each pass keeps one of 4,096 bins.
enum RankSelection {
    private static let binBits = 12

    /// The median, for an even count the mean of both middle values, rounded down; nil where there are no values.
    static func median(_ values: [Int64]) -> Int64? {
        let upper = value(values, countAbove: (values.count - 1) / 2)
        guard !values.count.isMultiple(of: 2) else {
            let lower = value(values, countAbove: values.count / 2)
            guard let lower, let upper else { return nil }
            // Of the whole range of integers the plain sum could overflow.
            return lower + Int64((UInt64(bitPattern: upper &- lower)) / 2)
        }
        return upper
    }

    private static func value(_ values: [Int64], countAbove: Int) -> Int64? {
        leastValue(values, weights: nil, limit: Double(countAbove))
    }

    /// The least value above which values lie that together weigh at most a limit.
    ///
    /// Weights are whole numbers whose sum is exact below 2^53.
    /// - Parameters:
    ///   - values: In any order.
    ///   - weights: Above 0, as many as values; nil where each weighs 1.
    ///   - limit: At least 0, and less than all weights together.
    /// - Returns: One of the values; nil where there are none.
    /// - Complexity: O(n), in at most six passes.
    static func leastValue(_ values: [Int64], weights: [Double]?, limit: Double) -> Int64? {
        guard var low = values.min(), var high = values.max() else { return nil }
        var above = 0.0
        while low < high {
            let width = UInt64(bitPattern: high &- low)
            let shift = UInt64(max(0, UInt64.bitWidth - width.leadingZeroBitCount - binBits))
            let bins = histogram(values, weights: weights, in: low...high, shift: shift)
            var bin = Int(width >> shift)
            while bin > 0, above + bins[bin] <= limit {
                above += bins[bin]
                bin -= 1
            }
            low &+= Int64(bitPattern: UInt64(bin) << shift)
            let last = (UInt64(1) << shift) - 1
            high = UInt64(bitPattern: high &- low) <= last ? high : low &+ Int64(bitPattern: last)
        }
        return low
    }

    private static func histogram(
        _ values: [Int64],
        weights: [Double]?,
        in range: ClosedRange<Int64>,
        shift: UInt64
    ) -> [Double] {
        var bins = [Double](repeating: 0, count: 1 << binBits)
        for index in values.indices where range.contains(values[index]) {
            let distance = UInt64(bitPattern: values[index] &- range.lowerBound)
            bins[Int(distance >> shift)] += weights?[index] ?? 1
        }
        return bins
    }
}
