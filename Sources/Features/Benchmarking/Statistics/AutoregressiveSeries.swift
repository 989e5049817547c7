internal import Estimation
internal import Glibc

/// Series in which each value leans on the one before: stationary AR(1) of mean 0 and deviation 1.
///
/// Its median is 0 and its 95th percentile 1.644854, whatever the correlation.
struct AutoregressiveSeries {
    /// The true percentiles: the median, and the 95th.
    static let percentiles = [0, 1.644_853_627]

    private let correlation: Double
    private var random: SplitMix

    init(correlation: Double, seed: UInt64) {
        self.correlation = correlation
        random = SplitMix(seed: seed)
    }

    /// The next series, independent of those before.
    mutating func next(_ count: Int) -> [Double] {
        let fresh = (1 - correlation * correlation).squareRoot()
        var value = normal()
        return (0..<count).map { _ in
            value = correlation * value + fresh * normal()
            return value
        }
    }

    /// By Box and Muller.
    private mutating func normal() -> Double {
        let (first, second) = (Double(random.next() >> 11) * 0x1p-53, Double(random.next() >> 11) * 0x1p-53)
        return (-2 * log(1 - first)).squareRoot() * cos(2 * .pi * second)
    }
}
