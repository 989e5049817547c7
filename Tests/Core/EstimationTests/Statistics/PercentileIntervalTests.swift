import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite(.heavy) struct PercentileIntervalTests {
    /// Sixty traces: at a true coverage of 93 % fewer than 50 happen once in a hundred times.
    ///
    /// A bootstrap of single values instead of blocks holds 46 and 23, one of twice the width all 60.
    @Test(arguments: [(0.5, 50...59), (0.9, 50...59)]) func coversTheTruth(
        correlation: Double,
        wanted: ClosedRange<Int>
    ) {
        let truth = [0, 1.644_853_6]
        var (inside, known) = ([0, 0], [0, 0])
        var gaussian = Gaussian(seed: 77)
        var random = SeededGenerator(seed: 78)
        for _ in 0..<60 {
            let values = Distribution(series: gaussian.series(400, correlation: correlation), using: &random)
            for (index, ends) in [values.ci95P50, values.ci95P95].enumerated() {
                guard let ends else { continue }
                known[index] += 1
                inside[index] += ends[0] <= truth[index] && truth[index] <= ends[1] ? 1 : 0
            }
        }
        #expect(known[0] == 60)
        #expect(wanted.contains(inside[0]), "\(inside) of \(known)")
        // Where neighbours correlate by 0.9, 400 values are too few for a 95th percentile.
        #expect(correlation == 0.5 ? known[1] > 50 : known[1] < 10, "\(known)")
        #expect(correlation == 0.9 || Double(inside[1]) >= 0.8 * Double(known[1]), "\(inside) of \(known)")
    }

    /// A normal median's standard error is 1.2533 / √n.
    @Test func isAsWideAsTheTextbookSays() throws {
        var gaussian = Gaussian(seed: 5)
        var random = SeededGenerator(seed: 6)
        let values = Distribution(series: gaussian.series(10_000, correlation: 0), using: &random)
        let ends = try #require(values.ci95P50)
        #expect(abs((ends[1] - ends[0]) / (2 * 1.96 * 0.012_533) - 1) < 0.15, "\(ends)")
        let high = try #require(values.ci95P95)
        // √(p (1 − p) / n) over the density at the percentile.
        #expect(abs((high[1] - high[0]) / (2 * 1.96 * 0.002_179 / 0.103_136) - 1) < 0.2, "\(high)")
    }

    @Test func theSameSeedGivesTheSameEnds() {
        var gaussian = Gaussian(seed: 8)
        let series = gaussian.series(2_000, correlation: 0.5)
        let first = Distribution(series: series, sorted: series.sorted(), seed: 1)
        #expect(first == Distribution(series: series, sorted: series.sorted(), seed: 1))
        #expect(first != Distribution(series: series, sorted: series.sorted(), seed: 2))
        #expect(first.p50 == Distribution(of: series).p50)
    }

    @Test func tooFewValuesHaveNone() {
        func values(_ count: Int) -> Distribution {
            // Scattered without likeness: each is worth one.
            let series = (0..<count).map { Double(($0 * 7_919) % 10_007) }
            return Distribution(series: series, sorted: series.sorted(), seed: 1)
        }
        #expect(values(19).ci95P50 == nil)
        #expect(values(20).ci95P50 != nil)
        #expect(values(199).ci95P95 == nil)
        #expect(values(200).ci95P95 != nil)
        #expect(values(0).ci95P50 == nil)
        #expect(Distribution.known(series: [], seed: 1) == nil)
    }

    @Test func likeValuesAreWorthFewer() {
        let steps = (0..<800).map { (index: Int) -> Double in
            let step = index / 100 * 5 % 8
            return Double(step * 1_000 + index % 100)
        }
        let values = Distribution(series: steps, sorted: steps.sorted(), seed: 1)
        #expect(values.ci95P50 == nil)
        #expect(values.ci95P95 == nil)
    }

    /// One stretch in ten at the largest value: no value lies above it, and yet it may not come again.
    @Test func oneStretchAtTheTopIsNoCertainty() {
        let series = (0..<1_000).map { (400..<500).contains($0) ? 90.0 : Double($0 * 7_919 % 101) / 10 }
        let values = Distribution(series: series, sorted: series.sorted(), seed: 1)
        #expect(values.p95 == 90)
        #expect(values.ci95P95 == nil)
        #expect(values.ci95P50 != nil)
    }
}
