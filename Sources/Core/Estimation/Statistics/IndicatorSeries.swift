/// Which values of a series lie at or below a level, in time order, a bit each.
///
/// The variance of a sample percentile stands on this series, not on the values (Sun and Lahiri, 2006). As bits its
/// autocovariances cost n / 64 steps a lag, so that a million values can be looked at over a thousand lags.
struct IndicatorSeries {
    let count: Int
    /// How many values lie at or below the level.
    let ones: Int
    private let words: [UInt64]
    /// How many ones lie before each word.
    private let onesBefore: [Int]

    init(_ series: [Double], atMost level: Double) {
        count = series.count
        var words = [UInt64](repeating: 0, count: series.count / 64 + 1)
        words.withUnsafeMutableBufferPointer { words in
            for (index, value) in series.enumerated() where value <= level {
                words[index >> 6] |= 1 << UInt64(index & 63)
            }
        }
        var (onesBefore, ones) = ([Int](), 0)
        onesBefore.reserveCapacity(words.count)
        for word in words {
            onesBefore.append(ones)
            ones += word.nonzeroBitCount
        }
        self.words = words
        self.onesBefore = onesBefore
        self.ones = ones
    }

    /// The part of the values that lie at or below the level.
    var mean: Double {
        count > 0 ? Double(ones) / Double(count) : 0
    }

    /// The autocovariance, with n below the line; `lag` from 0 to `count` − 1.
    func autocovariance(_ lag: Int) -> Double {
        let mean = mean
        let head = Double(ones(before: count - lag))
        let tail = Double(ones - ones(before: lag))
        let pairs = Double(count - lag)
        return (Double(jointOnes(lag)) - mean * (head + tail) + pairs * mean * mean) / Double(count)
    }

    /// How many values and their followers at a lag are both at or below the level.
    private func jointOnes(_ lag: Int) -> Int {
        let (skipped, shift) = (lag >> 6, UInt64(lag & 63))
        let last = words.count - skipped - 1
        return words.withUnsafeBufferPointer { words in
            guard let here = words.baseAddress else { return 0 }
            let there = here + skipped
            var (index, sum) = (0, 0)
            while index < last {
                // Two shifts, because one by 64 bits is none.
                let shifted = there[index] >> shift | (there[index &+ 1] << 1) << (63 &- shift)
                sum &+= (here[index] & shifted).nonzeroBitCount
                index &+= 1
            }
            return sum &+ (here[index] & there[index] >> shift).nonzeroBitCount
        }
    }

    private func ones(before index: Int) -> Int {
        let word = index >> 6
        return onesBefore[word] + (words[word] & ((1 << UInt64(index & 63)) - 1)).nonzeroBitCount
    }
}
