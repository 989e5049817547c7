/// The 95 % interval of a percentile by moving-block bootstrap.
///
/// The ends are the 2.5 % and 97.5 % percentiles of a thousand resampled percentiles, moved away from the percentile by
/// what blocks are known to lose (``SerialDependence/widening``). Blocks are as long as the series of what lies at or
/// below the percentile asks for.
struct PercentileInterval {
    private static let resamples = 1_000
    /// How many values beyond the percentile there must be, in independent ones.
    static let neededBeyond = 10.0

    private let series: [Double]
    private let sorted: [Double]

    /// - Parameters:
    ///   - series: In time order.
    ///   - sorted: The same values in ascending order.
    init(_ series: [Double], sorted: [Double]) {
        self.series = series
        self.sorted = sorted
    }

    /// How alike neighbouring values are, as far as a percentile is concerned; nil for no values.
    ///
    /// Where many values equal the percentile, that of the values below it counts too, and the worse of both holds: one
    /// long stretch at the largest delay says little of the 95th percentile, though nothing lies above it.
    func dependence(at share: Double) -> SerialDependence? {
        guard let level = Percentile.of(sorted: sorted, share) else { return nil }
        let atMost = SerialDependence(IndicatorSeries(series, atMost: level))
        let below = sorted.firstIndex(fromSorted: { $0 >= level })
        let equal = sorted.firstIndex(fromSorted: { $0 > level }) - below
        guard below > 0, equal > sorted.count / Self.manyEqual else { return atMost }
        let under = SerialDependence(IndicatorSeries(series, atMost: sorted[below - 1]))
        return under.effectiveCount < atMost.effectiveCount ? under : atMost
    }

    /// A hundredth of all values.
    private static let manyEqual = 100

    /// Low and high end of a percentile from 0.5 to below 1; nil where too few values carry it: effective
    /// n × (1 − share) < 10.
    func ends(at share: Double, using random: inout SplitMix) -> [Double]? {
        guard let middle = Percentile.of(sorted: sorted, share), let dependence = dependence(at: share) else {
            return nil
        }
        guard dependence.effectiveCount * (1 - share) >= Self.neededBeyond else { return nil }
        var resampled =
            series.count <= BlockResampler.limit
            ? exact(share, dependence, using: &random) : onGrid(share, dependence, using: &random)
        resampled.sort()
        return [0.025, 0.975].compactMap { side in
            Percentile.of(sorted: resampled, side).map { middle + ($0 - middle) * dependence.widening }
        }
    }

    /// Of overlapping blocks that may begin anywhere.
    func exact(_ share: Double, _ dependence: SerialDependence, using random: inout SplitMix) -> [Double] {
        let resampler = BlockResampler(series, sorted: sorted, blockLength: dependence.blockLength)
        return resampler.percentiles(share, resamples: Self.resamples, using: &random)
    }

    /// Of blocks on a grid, with bins that reach twelve standard errors to each side, and further where need be.
    func onGrid(_ share: Double, _ dependence: SerialDependence, using random: inout SplitMix) -> [Double] {
        let count = Double(sorted.count)
        let middle = Int(share * (count - 1))
        var reach = Int(12 * count * (share * (1 - share) / dependence.effectiveCount).squareRoot()) + 64
        while true {
            let ranks = max(0, middle - reach)...min(sorted.count - 1, middle + reach)
            let resampler = GridResampler(series, sorted: sorted, ranks: ranks, blockLength: dependence.blockLength)
            let percentiles = resampler.percentiles(share, resamples: Self.resamples, using: &random)
            let known = percentiles.compactMap(\.self)
            if known.count == percentiles.count || ranks.count == sorted.count {
                return known
            }
            reach *= 4
        }
    }
}
