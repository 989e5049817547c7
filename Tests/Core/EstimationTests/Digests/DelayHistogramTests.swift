import LabTesting
import Testing

@testable import Estimation

@Suite struct DelayHistogramTests {
    @Test func anEmptyOneKnowsNothing() {
        let histogram = DelayHistogram()
        #expect(histogram.count == 0 && histogram.minMs == nil && histogram.maxMs == nil)
        #expect(histogram.quantile(0.5) == nil)
        #expect(histogram.bins.isEmpty && histogram.cumulativePoints.isEmpty)
    }

    @Test func everyValueLiesInItsBin() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let size = Double.random(in: -3...6, using: &random)
            let value = (tenTo(size) * 1e6).rounded() / 1e6 * (Bool.random(using: &random) ? 1 : -1)
            let (low, high) = DelayHistogram.range(of: DelayHistogram.place(of: value))
            if value < 0 {
                #expect(low < value && value <= high, "\(value)")
            } else {
                #expect(low <= value && value < high, "\(value)")
            }
            // Below 128 ns a bin is a nanosecond wide.
            #expect(high - low <= max(abs(value) * 0.01, 1.000_001e-6), "\(value)")
        }
    }

    @Test func binsMeetWithoutHole() {
        for place in -3_000..<3_000 {
            #expect(DelayHistogram.range(of: place).high == DelayHistogram.range(of: place + 1).low)
        }
    }

    @Test func whatLiesBeyondTheLimitIsCountedInTheLastBin() {
        let limit = DelayHistogram.limitMs
        #expect(DelayHistogram.place(of: limit) == DelayHistogram.lastPlace)
        #expect(DelayHistogram.place(of: 1e300) == DelayHistogram.lastPlace)
        #expect(DelayHistogram.place(of: -.infinity) == -DelayHistogram.lastPlace - 1)
        let histogram = DelayHistogram([1, 1e12])
        #expect(histogram.count == 2)
        #expect(histogram.maxMs == 1e12)
        #expect(histogram.bins.last?.highMs == 1e12)
        #expect(histogram.quantile(1) == 1e12)
    }

    @Test func whatIsNoNumberIsLeftOut() {
        #expect(DelayHistogram([.nan, 2]).count == 1)
    }

    @Test(arguments: [0.0, 0.01, 0.25, 0.5, 0.75, 0.95, 0.99, 1]) func quantilesAreWithinOnePercent(
        share: Double
    ) throws {
        var random = SeededGenerator(seed: 7)
        let values = (0..<5_000).map { _ in tenTo(.random(in: 0...3, using: &random)) - 2 }
        let exact = try #require(Percentile.of(sorted: values.sorted(), share))
        let told = try #require(DelayHistogram(values).quantile(share))
        #expect(abs(told - exact) <= 0.01 * abs(exact) + 1e-6)
    }

    @Test func equalDelaysAreTheirOwnQuantile() {
        let histogram = DelayHistogram(repeatElement(20, count: 250))
        for share in [0.0, 0.3, 0.5, 0.95, 1] {
            #expect(histogram.quantile(share) == 20)
        }
        #expect(histogram.bins == [DelayHistogram.Bin(lowMs: 20, highMs: 20, count: 250)])
        #expect(histogram.cumulativePoints.map(\.share) == [0, 1])
    }

    @Test func sharesBeyondTheEndsAreTheEnds() {
        let histogram = DelayHistogram([1, 5, 9])
        #expect(histogram.quantile(-1) == 1)
        #expect(histogram.quantile(2) == 9)
        #expect(histogram.quantile(.nan) == nil)
    }

    @Test func mergingIsCountingBoth() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<50 {
            let values = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                Double.random(in: -50...500, using: &random)
            }
            let cut = Int.random(in: 0...values.count, using: &random)
            var merged = DelayHistogram(values[..<cut])
            merged.merge(DelayHistogram(values[cut...]))
            #expect(merged == DelayHistogram(values))
        }
    }

    @Test func theCurveRisesToOne() {
        let histogram = DelayHistogram([-3, 10, 10, 40])
        let points = histogram.cumulativePoints
        #expect(points.first == DelayHistogram.SharePoint(delayMs: -3, share: 0))
        #expect(points.last == DelayHistogram.SharePoint(delayMs: 40, share: 1))
        #expect(zip(points, points.dropFirst()).allSatisfy { $0.delayMs <= $1.delayMs && $0.share <= $1.share })
        // Between -3 and 10 nothing lies: the curve is level there.
        let level = points.filter { $0.share == 0.25 }.map(\.delayMs)
        #expect((level.last ?? 0) - (level.first ?? 0) > 12)
    }

    @Test func barsHoldEveryDelayOfTheirRange() {
        let histogram = DelayHistogram((0..<100).map { Double($0) + 0.5 })
        let bars = histogram.bars(in: 0...100, count: 10)
        #expect(bars.allSatisfy { abs($0.count - 10) < 1e-9 })
        #expect(bars.map(\.lowMs) == (0..<10).map { Double($0) * 10 })
        #expect(abs(histogram.bars(in: 0...10, count: 2).map(\.count).reduce(0, +) - 10) < 1e-9)
        #expect(histogram.bars(in: 5...5, count: 3).isEmpty)
        #expect(histogram.bars(in: 0...100, count: 0).count == 1)
    }

    /// Bars narrower than the histogram's bins are as high as what lies there: no comb.
    @Test func barsOfANarrowDistributionAreLevel() {
        let histogram = DelayHistogram((0..<3_000).map { 495 + Double($0) / 300 })
        let bars = histogram.bars(in: 495...505, count: 40)
        #expect(abs(bars.map(\.count).reduce(0, +) - 3_000) < 1e-6)
        #expect(bars.allSatisfy { abs($0.count - 75) < 8 })
    }

    @Test func delaysAtOneInstantStandInOneBar() {
        let histogram = DelayHistogram(repeatElement(20, count: 7))
        #expect(histogram.bars(in: 10...30, count: 4).map(\.count) == [0, 0, 7, 0])
        #expect(histogram.bars(in: 10...20, count: 2).map(\.count) == [0, 7])
        #expect(DelayHistogram([-.infinity, .infinity]).bars(in: 0...1, count: 2).map(\.count) == [0, 0])
    }

    @Test func whatCountsTooMuchIsNotRead() throws {
        let limit = DelayHistogram.storedLimit
        let place = DelayHistogram.place(of: 20)
        var pool = try #require(DelayHistogram(first: place, counts: [limit], minMs: 20, maxMs: 20))
        let other = pool
        for _ in 0..<1_000 {
            pool.merge(other)
        }
        #expect(pool.count == 1_001 * limit)
        #expect(DelayHistogram(first: place, counts: [limit + 1], minMs: 20, maxMs: 20) == nil)
    }

    private func tenTo(_ power: Double) -> Double {
        var (value, whole) = (1.0, power.rounded(.towardZero))
        while whole != 0 {
            value *= whole > 0 ? 10 : 0.1
            whole -= whole > 0 ? 1 : -1
        }
        // Between two powers of ten a straight line will do.
        return value * (1 + 9 * max(0, power - power.rounded(.towardZero)) / 10)
    }
}
