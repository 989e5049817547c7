import LabModel
import Testing

@testable import Estimation

@Suite struct CensoredSeriesTests {
    @Test func percentilesAtOrAboveTheLeastBoundAreBoundsThemselves() throws {
        var series = CensoredSeries()
        (1...99).forEach { series.append(Double($0)) }
        series.appendBound(96)
        let delay = try #require(series.distribution(seed: 1))
        #expect(delay.censored == 1 && delay.values.n == 100)
        #expect(delay.lowerBound == ["p99", "max"])
        #expect(delay.values.ci95P50 == nil || (delay.values.ci95P50?.last ?? 96) < 96)
    }

    @Test func whatIsInterpolatedTowardsABoundIsABound() throws {
        var series = CensoredSeries()
        (1...99).forEach { series.append(Double($0)) }
        series.appendBound(500)
        // p99 lies between 99 and the bound, and would be 103.01.
        #expect(try #require(series.distribution(seed: 1)).lowerBound == ["p99", "max"])
        var joined = CensoredSeries() + series + series
        #expect(try #require(joined.distribution(seed: 1)).lowerBound == ["p99", "max"])
        // One of both bounds is known now: whatever the other stands for, p99 lies between 99 and 500.
        joined = CensoredSeries()
        (1...99).forEach { number in
            joined.append(Double(number))
            joined.append(Double(number))
        }
        joined.append(500)
        joined.appendBound(500)
        #expect(try #require(joined.distribution(seed: 1)).lowerBound == ["max"])
    }

    @Test func withoutBoundsNothingIsHeldBack() throws {
        var series = CensoredSeries()
        (0..<2_000).forEach { series.append(Double($0 % 7)) }
        let delay = try #require(series.distribution(seed: 1))
        #expect(delay.censored == 0 && delay.lowerBound.isEmpty)
        #expect(delay.values == Distribution.known(series: series.values, seed: 1))
        #expect(delay.values.ci95P95 != nil)
    }

    @Test func intervalsThatReachABoundAreNone() throws {
        var series = CensoredSeries()
        (0..<2_000).forEach { series.append(Double($0 % 7)) }
        series.appendBound(6)
        let delay = try #require(series.distribution(seed: 1))
        #expect(delay.values.ci95P50 != nil)
        #expect(delay.values.ci95P95 == nil)
        #expect(delay.lowerBound == ["p95", "p99", "max"])
    }

    @Test func partsAreJoinedAndTurned() {
        var first = CensoredSeries()
        first.append(1)
        first.appendBound(5)
        var second = CensoredSeries()
        second.appendBound(3)
        let sum = first + second.reversed()
        #expect(sum.values == [1, 5, 3])
        #expect(sum.reversed().values == [3, 5, 1])
        #expect(sum.censored == 2 && sum.leastBound == 3)
        #expect((second + first).values == [3, 1, 5])
    }

    @Test func nothingIsNothing() {
        #expect(CensoredSeries().distribution(seed: 1) == nil)
    }
}
