public import LabModel

extension Distribution {
    /// Describes a series of values with the 95 % intervals of its median and its 95th percentile.
    ///
    /// The intervals are moving-block bootstraps (Politis and White's block length, 1,000 resamples); each is nil where
    /// effective n × (1 − p) < 10. Above 50,000 values blocks begin on a grid.
    /// - Complexity: O(n log n), and 1,000 steps a value for up to 50,000 values.
    /// - Parameters:
    ///   - series: In time order; finite, in the unit of the key.
    ///   - generator: One number is taken as the seed of all drawing.
    public init(series: [Double], using generator: inout some RandomNumberGenerator) {
        self.init(series: series, sorted: series.sorted(), seed: generator.next())
    }

    /// Describes a series whose values were sorted already.
    init(series: [Double], sorted: [Double], seed: UInt64) {
        self.init(sorted: sorted)
        let interval = PercentileInterval(series, sorted: sorted)
        var random = SplitMix(seed: seed)
        ci95P50 = interval.ends(at: 0.5, using: &random)
        ci95P95 = interval.ends(at: 0.95, using: &random)
    }

    /// A distribution of a series; nil where it has no values.
    static func known(series: [Double], seed: UInt64) -> Distribution? {
        series.isEmpty ? nil : Distribution(series: series, sorted: series.sorted(), seed: seed)
    }
}
