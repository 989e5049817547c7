import Foundation

/// How alike neighbouring values of a 0/1 series are: what a block bootstrap has to keep, and what the series is worth.
///
/// The automatic block length of Politis and White (2004) with the correction of Patton, Politis and White (2009), for
/// blocks of fixed length that overlap: flat-top lag window, D = 4/3 · g(0)².
struct SerialDependence {
    /// The length of blocks, from 1 to min(3 √n, n / 3).
    let blockLength: Int
    /// How many independent values would fix the mean as well, from 1 to n: n · R(0) / Σ R(k).
    let effectiveCount: Double
    /// By what a bootstrap of such blocks is too narrow, at least 1.
    ///
    /// Blocks lose what binds values of neighbouring ones: they keep Σ (1 − |k| / b) R(k) of the variance Σ R(k), and
    /// (m − 1) / m of that, m = n / b blocks standing around their own mean. And m blocks know their variance only as
    /// well as Student's distribution says.
    let widening: Double

    init(_ series: IndicatorSeries) {
        let count = Double(series.count)
        let variance = series.count > 0 ? series.autocovariance(0) : 0
        guard variance > 0, series.count > 3 else {
            blockLength = 1
            effectiveCount = count
            widening = 1
            return
        }
        let covariances = Self.covariances(series, variance: variance)
        let longest = covariances.count - 1
        var (weighted, longRun) = (0.0, variance)
        for lag in 1...longest {
            let share = Double(lag) / Double(longest)
            let term = 2 * min(1, 2 * (1 - share)) * covariances[lag]
            weighted += Double(lag) * term
            longRun += term
        }
        // Series that swing back are taken as independent: a smaller variance is not to be relied on.
        longRun = max(longRun, variance)
        effectiveCount = max(1, count * variance / longRun)
        let ideal = cbrt(1.5 * weighted * weighted / (longRun * longRun) * count)
        let most = min(3 * count.squareRoot(), count / 3).rounded(.up)
        blockLength = Int(max(1, min(ideal.rounded(.up), most)))
        let kept = Self.keptVariance(series, covariances, blockLength: blockLength)
        let blocks = count / Double(blockLength)
        let lost = max(1, min(longRun / kept, Self.mostLost)) * blocks / (blocks - 1)
        let student = LineFit.studentQuantile(max(1, Int(blocks) - 1)) / LineFit.normalQuantile
        widening = lost.squareRoot() * student
    }

    /// What blocks can lose before the estimate of it, not the blocks, is what fails.
    private static let mostLost = 4.0

    /// Σ (1 − |k| / b) R(k): n times the variance of the mean of resampled blocks.
    private static func keptVariance(_ series: IndicatorSeries, _ known: [Double], blockLength: Int) -> Double {
        var sum = known[0]
        for lag in 1..<max(1, blockLength) {
            let covariance = lag < known.count ? known[lag] : series.autocovariance(lag)
            sum += 2 * (1 - Double(lag) / Double(blockLength)) * covariance
        }
        return max(sum, .leastNormalMagnitude)
    }

    /// The autocovariances up to M = 2 m, m being the lag behind which several in a row are not above chance.
    private static func covariances(_ series: IndicatorSeries, variance: Double) -> [Double] {
        let count = Double(series.count)
        let chance = 2 * (log10(count) / count).squareRoot() * variance
        let inARow = max(5, Int(log10(count).squareRoot().rounded(.up)))
        let most = min(series.count - 1, Int(count.squareRoot().rounded(.up)) + inARow)
        var covariances = [variance]
        var (quiet, loudest) = (0, 1)
        while covariances.count <= most, quiet < inARow {
            let covariance = series.autocovariance(covariances.count)
            quiet = abs(covariance) < chance ? quiet + 1 : 0
            loudest = quiet == 0 ? covariances.count : loudest
            covariances.append(covariance)
        }
        let longest = min(2 * loudest, most)
        while covariances.count <= longest {
            covariances.append(series.autocovariance(covariances.count))
        }
        return Array(covariances[...longest])
    }
}
