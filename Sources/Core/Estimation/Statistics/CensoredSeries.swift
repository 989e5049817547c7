import LabModel

/// Values in time order, some of which are known only from below.
struct CensoredSeries {
    /// Values and lower bounds, in time order.
    private(set) var values: [Double] = []
    /// How many are lower bounds.
    private(set) var censored = 0
    /// The least lower bound; infinite where there is none.
    private(set) var leastBound = Double.infinity
    /// How many lower bounds are that least one.
    private var leastBounds = 0

    /// Adds a value.
    mutating func append(_ value: Double) {
        values.append(value)
    }

    /// Adds what is known from below.
    mutating func appendBound(_ bound: Double) {
        values.append(bound)
        censored += 1
        leastBounds = bound < leastBound ? 1 : leastBounds + (bound == leastBound ? 1 : 0)
        leastBound = min(leastBound, bound)
    }

    /// A series and what came later.
    static func + (earlier: CensoredSeries, later: CensoredSeries) -> CensoredSeries {
        var sum = earlier
        sum.values += later.values
        sum.censored += later.censored
        sum.leastBound = min(earlier.leastBound, later.leastBound)
        sum.leastBounds =
            (earlier.leastBound == sum.leastBound ? earlier.leastBounds : 0)
            + (later.leastBound == sum.leastBound ? later.leastBounds : 0)
        return sum
    }

    /// The largest value that is known whatever the bounds stand for.
    private var largestKnown: Double {
        let known = values.reduce(-.infinity) { $1 < leastBound ? max($0, $1) : $0 }
        guard censored > 0, values.count(where: { $0 == leastBound }) > leastBounds else { return known }
        // Towards a known value as large as the least bound percentiles may be interpolated.
        return leastBound.nextDown
    }

    /// The same values in the opposite order.
    func reversed() -> CensoredSeries {
        var other = self
        other.values.reverse()
        return other
    }

    /// Describes the series; nil where it is empty.
    ///
    /// What lies at or above the least lower bound is itself a lower bound, and so is what lies between it and the value
    /// before, for it was interpolated towards the bound. An interval that reaches there is none.
    func distribution(seed: UInt64) -> SignalDelay? {
        guard var described = Distribution.known(series: values, seed: seed) else { return nil }
        let lowerBound = described.ranks.filter { ($0.value ?? -.infinity) > largestKnown }.map(\.name)
        let isKnown = { (ends: [Double]?) in (ends?.last ?? .infinity) < leastBound }
        described.ci95P50 = isKnown(described.ci95P50) ? described.ci95P50 : nil
        described.ci95P95 = isKnown(described.ci95P95) ? described.ci95P95 : nil
        return SignalDelay(values: described, censored: censored, lowerBound: lowerBound)
    }
}
