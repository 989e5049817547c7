import Foundation

/// Student's t test, two-sided, with so many degrees of freedom.
///
/// Noncentral t is (Z + δ)/S with Z normal and νS² chi-squared with ν degrees of freedom; the chance of it lying beyond
/// ±t is the mean over S of Φ(δ − tS) + Φ(−δ − tS). The mean is taken by the trapezoid rule over x = ln S, where the
/// integrand falls to nothing at both ends and 300 steps are exact to ten digits.
struct StudentTest {
    /// A place of the rule: S, and how likely it is; the weights' sum is 1.
    private struct Node {
        var scale: Double
        var weight: Double
    }

    private static let steps = 300
    /// How far below its highest the logarithm of S's density is followed.
    private static let depth = 34.0

    private let nodes: [Node]

    /// - Parameter freedom: At least 1.
    init(freedom: Int) {
        let freedom = Double(freedom)
        // ln density of x but for a constant: ν(x − (e^2x − 1)/2), which is about −νx² near 0 and νx far below it.
        let (low, high) = (
            -(Self.depth / freedom + (Self.depth / freedom).squareRoot()), (Self.depth / freedom).squareRoot()
        )
        let places = (0...Self.steps).map { low + (high - low) * Double($0) / Double(Self.steps) }
        let weights = places.map { exp(freedom * ($0 - expm1(2 * $0) / 2)) }
        let sum = weights.reduce(0, +)
        nodes = zip(places, weights).map { Node(scale: exp($0), weight: $1 / sum) }
    }

    /// The chance of t lying beyond ± a bound where the true effect is so many standard errors.
    func chance(beyond bound: Double, effect: Double) -> Double {
        nodes.reduce(0) { sum, node in
            let near = Self.normal(effect - bound * node.scale)
            let far = Self.normal(-effect - bound * node.scale)
            return sum + node.weight * (near + far)
        }
    }

    /// The bound that t lies beyond with a chance of `alpha` where there is no effect.
    /// - Parameter alpha: From 0.0001 to 0.5.
    /// - Returns: above 0.
    func quantile(alpha: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while chance(beyond: high, effect: 0) > alpha, high < 1e9 { (low, high) = (high, 2 * high) }
        for _ in 0..<44 {
            let middle = (low + high) / 2
            (low, high) = chance(beyond: middle, effect: 0) > alpha ? (middle, high) : (low, middle)
        }
        return (low + high) / 2
    }

    /// The normal distribution's Φ.
    private static func normal(_ value: Double) -> Double {
        erfc(-value / 2.0.squareRoot()) / 2
    }
}
