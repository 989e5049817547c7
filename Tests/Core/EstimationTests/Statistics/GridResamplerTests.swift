import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite(.heavy) struct GridResamplerTests {
    /// Delays around 100 ms, with a few far ones.
    private func delays(_ count: Int, correlation: Double, seed: UInt64) -> [Double] {
        var gaussian = Gaussian(seed: seed)
        return gaussian.series(count, correlation: correlation).enumerated().map { index, value in
            100 + 10 * value + (index.isMultiple(of: 997) ? 5_000 : 0)
        }
    }

    @Test(arguments: [0.0, 0.9]) func isWithinOnePercentOfTheExactOne(correlation: Double) throws {
        let series = delays(5_000, correlation: correlation, seed: 9)
        let interval = PercentileInterval(series, sorted: series.sorted())
        for share in [0.5, 0.95] {
            let dependence = try #require(interval.dependence(at: share))
            var random = SplitMix(seed: 1)
            let exact = interval.exact(share, dependence, using: &random).sorted()
            let grid = interval.onGrid(share, dependence, using: &random).sorted()
            #expect(grid.count == 1_000)
            for side in [0.025, 0.975] {
                let wanted = try #require(Percentile.of(sorted: exact, side))
                let found = try #require(Percentile.of(sorted: grid, side))
                #expect(abs(found / wanted - 1) < 0.01, "share \(share), side \(side): \(found) for \(wanted)")
            }
        }
    }

    /// One bin a value and one cell a value: then nothing is lost, and a resample is exact.
    @Test func percentilesOutsideTheBinsAreNone() {
        let series = (0..<500).map(Double.init)
        let all = GridResampler(series, sorted: series, ranks: 0...499, blockLength: 1)
        let few = GridResampler(series, sorted: series, ranks: 249...250, blockLength: 1)
        var random = SplitMix(seed: 2)
        let known = all.percentiles(0.5, resamples: 200, using: &random)
        #expect(known.allSatisfy { ($0 ?? -1) > 150 && ($0 ?? 1_000) < 350 })
        #expect(few.percentiles(0.5, resamples: 200, using: &random).contains(nil))
    }

    /// A level that lasts a third of the series: resamples reach far beyond twelve standard errors of short blocks.
    @Test func theBinsReachAsFarAsTheyMust() throws {
        let series = (0..<60_000).map { Double($0 / 20_000) + Double($0 % 100) / 1_000 }
        let interval = PercentileInterval(series, sorted: series.sorted())
        let dependence = try #require(interval.dependence(at: 0.5))
        var random = SplitMix(seed: 3)
        #expect(interval.onGrid(0.5, dependence, using: &random).count == 1_000)
    }

    /// Two values only: a resample's percentile is one of them, or on the line between them.
    @Test func valuesThatNobodySawAreNotMadeUp() {
        let series = (0..<3_000).map { $0 * 7_919 % 101 < 50 ? 4.0 : 5.0 }
        let resampler = GridResampler(series, sorted: series.sorted(), ranks: 0...2_999, blockLength: 3)
        var random = SplitMix(seed: 4)
        let found = resampler.percentiles(0.5, resamples: 300, using: &random)
        #expect(Set(found) == [4, 5])
    }

    @Test func equalValuesHaveNoWidth() throws {
        let series = [Double](repeating: 42, count: 51_000)
        var random = SeededGenerator(seed: 1)
        let values = Distribution(series: series, using: &random)
        #expect(values.ci95P50 == [42, 42])
        #expect(values.ci95P95 == [42, 42])
    }
}
