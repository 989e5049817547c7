/// A straight line through points by least squares.
struct LineFit {
    /// The change of y for each unit of x.
    let slope: Double
    /// Half the width of the slope's 95 % interval.
    let slopeHalfWidth: Double

    /// Fits a line.
    ///
    /// The interval is Student's. Where neighbouring residuals are alike it is widened by √((1 + r) / (1 − r)), r being
    /// their correlation: delays wander, and 1,000 of them know less than 1,000 independent values.
    /// - Parameters:
    ///   - x: At least three values, not all the same.
    ///   - y: As many values.
    init?(x: [Double], y: [Double]) {
        guard x.count == y.count, x.count > 2 else { return nil }
        guard let meanX = Moments.mean(x), let meanY = Moments.mean(y) else { return nil }
        var (xx, xy) = (0.0, 0.0)
        for (x, y) in zip(x, y) {
            xx += (x - meanX) * (x - meanX)
            xy += (x - meanX) * (y - meanY)
        }
        guard xx > 0 else { return nil }
        let slope = xy / xx
        let residuals = zip(x, y).map { $1 - meanY - slope * ($0 - meanX) }
        let squares = residuals.reduce(0) { $0 + $1 * $1 }
        let freedom = x.count - 2
        let error = (squares / Double(freedom) / xx).squareRoot()
        let likeness = Self.likeness(residuals, squares: squares)
        self.slope = slope
        slopeHalfWidth = error * Self.studentQuantile(freedom) * ((1 + likeness) / (1 - likeness)).squareRoot()
    }

    /// The correlation of neighbouring residuals, from 0 to 0.99.
    private static func likeness(_ residuals: [Double], squares: Double) -> Double {
        guard squares > 0 else { return 0 }
        let products = zip(residuals, residuals.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        return min(0.99, max(0, products / squares))
    }

    /// The 97.5 % quantile of the normal distribution.
    static let normalQuantile = 1.959_964

    /// The 97.5 % quantile of Student's distribution: exact for 1 and 2 degrees of freedom, else the expansion of Hill
    /// around the normal quantile, within 1 %.
    static func studentQuantile(_ freedom: Int) -> Double {
        guard freedom > 2 else { return freedom == 2 ? 4.302_653 : 12.706_205 }
        let z = normalQuantile
        let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z)
        let n = Double(freedom)
        let first = (z3 + z) / (4 * n)
        let second = (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
        let third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n)
        return z + first + second + third
    }
}
