/// Percentiles of resampled series, exactly: every resample is a row of overlapping blocks that may begin anywhere.
///
/// The values are sorted once. A resample only counts how often it holds each rank; walking the counts finds its
/// percentile. That costs a step a value, without sorting or copying any.
struct BlockResampler {
    private let sorted: [Double]
    /// The rank of each value in time order; equal values share the lowest.
    private let ranks: [UInt16]
    private let blockLength: Int

    /// The most values whose ranks and counts fit in 16 bits.
    static let limit = 50_000

    /// - Parameters:
    ///   - series: In time order, at least one and at most ``limit``.
    ///   - sorted: The same values in ascending order.
    ///   - blockLength: From 1 to their count.
    init(_ series: [Double], sorted: [Double], blockLength: Int) {
        self.sorted = sorted
        self.blockLength = blockLength
        ranks = series.map { value in
            UInt16(truncatingIfNeeded: sorted.firstIndex(fromSorted: { $0 >= value }))
        }
    }

    /// One percentile of each of many resamples, by linear interpolation as ``Percentile`` does it.
    func percentiles(_ share: Double, resamples: Int, using random: inout SplitMix) -> [Double] {
        var counts = [UInt16](repeating: 0, count: sorted.count)
        return ranks.withUnsafeBufferPointer { ranks in
            counts.withUnsafeMutableBufferPointer { counts in
                guard let ranks = ranks.baseAddress, let counts = counts.baseAddress else { return [] }
                return (0..<resamples).map { _ in
                    draw(ranks, into: counts, using: &random)
                    return percentile(share, counts)
                }
            }
        }
    }

    // The loops below are written for builds without optimization too, where pointers and `while` cost a tenth.

    /// Fills blocks up to as many values as there are; the last block is cut.
    private func draw(
        _ ranks: UnsafePointer<UInt16>,
        into counts: UnsafeMutablePointer<UInt16>,
        using random: inout SplitMix
    ) {
        counts.update(repeating: 0, count: sorted.count)
        var left = sorted.count
        while left > 0 {
            var index = random.next(below: sorted.count &- blockLength &+ 1)
            let length = blockLength < left ? blockLength : left
            let end = index &+ length
            while index < end {
                counts[Int(ranks[index])] &+= 1
                index &+= 1
            }
            left &-= length
        }
    }

    private func percentile(_ share: Double, _ counts: UnsafeMutablePointer<UInt16>) -> Double {
        let position = share * Double(sorted.count - 1)
        let lower = Int(position)
        var (rank, passed) = (0, Int(counts[0]))
        while passed <= lower {
            rank &+= 1
            passed &+= Int(counts[rank])
        }
        let low = sorted[rank]
        guard passed == lower + 1 else { return low }
        rank &+= 1
        while rank < sorted.count, counts[rank] == 0 {
            rank &+= 1
        }
        let high = rank < sorted.count ? sorted[rank] : low
        return low + (high - low) * (position - Double(lower))
    }
}
