import Foundation

@testable import Estimation

/// Normal values, and series in which each value leans on the one before.
struct Gaussian {
    private var random: SplitMix

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
    }

    /// Mean 0, deviation 1, by Box and Muller.
    mutating func next() -> Double {
        let (first, second) = (Double(random.next() >> 11) * 0x1p-53, Double(random.next() >> 11) * 0x1p-53)
        return (-2 * log(1 - first)).squareRoot() * cos(2 * .pi * second)
    }

    /// A stationary AR(1) series of deviation 1.
    mutating func series(_ count: Int, correlation: Double) -> [Double] {
        var value = next()
        let fresh = (1 - correlation * correlation).squareRoot()
        return (0..<count).map { _ in
            value = correlation * value + fresh * next()
            return value
        }
    }
}
