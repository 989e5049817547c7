import Foundation

/// Student's distribution for any degrees of freedom, by the regularised incomplete beta function.
///
/// The continued fraction is that of Abramowitz and Stegun 26.5.8, evaluated as Lentz (1976) does.
struct StudentDistribution {
    /// Above 0; need not be whole.
    let freedom: Double

    private static let steps = 400
    private static let exactness = 1e-14

    /// How probable a value at least as far from 0 as this one is, to either side: from 1 at 0 down to 0.
    func tails(beyond distance: Double) -> Double {
        guard distance.isFinite else { return 0 }
        let square = distance * distance
        return Self.beta(freedom / (freedom + square), freedom / 2, 0.5)
    }

    /// The distance from 0 beyond which, to both sides together, a share of values lies.
    /// - Parameter share: Above 0 and below 1, such as 0.05.
    /// - Returns: At most 10¹².
    func distance(leaving share: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while tails(beyond: high) > share, high < 1e12 {
            high *= 2
        }
        for _ in 0..<100 where high - low > high * 1e-12 {
            let middle = (low + high) / 2
            if tails(beyond: middle) > share {
                low = middle
            } else {
                high = middle
            }
        }
        return (low + high) / 2
    }

    /// The regularised incomplete beta function at `x`, from 0 to 1.
    private static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let logGamma = { (value: Double) -> Double in lgamma(value) }
        let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(1 - x))
        // The fraction converges quickly on one side only.
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let least = 1e-300
        let kept = { (value: Double) in abs(value) < least ? least : value }
        var (c, d) = (1.0, 1 / kept(1 - (a + b) * x / (a + 1)))
        var result = d
        for step in 1...steps {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / kept(1 + even * d)
            c = kept(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / kept(1 + odd * d)
            c = kept(1 + odd / c)
            result *= d * c
            if abs(d * c - 1) < exactness { break }
        }
        return result
    }
}
