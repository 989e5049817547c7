import LabModel
import Testing

@testable import Reporting

@Suite struct TrendPointTests {
    @Test func nothingGivesNothing() {
        #expect(TrendPoint.reduce(samples: []).isEmpty)
        let unknownClock = Planted.samples(3) { _ in 5 }.map { sample in
            var sample = sample
            sample.clockOffset = nil
            return sample
        }
        #expect(TrendPoint.reduce(samples: unknownClock).isEmpty)
    }

    @Test func oneSampleIsOnePoint() {
        let points = TrendPoint.reduce(samples: Planted.samples(1) { _ in 5 })
        #expect(points == [TrendPoint(seconds: 0, delayMs: 5)])
    }

    @Test(arguments: [1, 10, 150, 400])
    func extremesSurviveAnyLimit(limit: Int) {
        let samples = Planted.samples(3_000) { $0 == 1_234 ? 500 : $0 == 77 ? -3 : 10 }
        let points = TrendPoint.reduce(samples: samples, to: limit)
        #expect(points.count == limit)
        #expect(points.compactMap(\.highMs).max() == 500)
        #expect(points.compactMap(\.lowMs).min() == -3)
        #expect(points.compactMap(\.delayMs).allSatisfy { $0 == 10 } || limit == 1)
    }

    @Test func stretchesAreTwoFramesLongAtLeast() {
        let points = TrendPoint.reduce(samples: Planted.samples(300) { _ in 10 })
        #expect((148...150).contains(points.count))
        #expect(points.allSatisfy { $0.delayMs == 10 })
    }

    @Test func gapsStayGaps() throws {
        let points = TrendPoint.reduce(samples: Planted.samples(300) { (100..<130).contains($0) ? nil : 10 })
        let gaps = points.filter { $0.delayMs == nil }
        #expect((14...15).contains(gaps.count))
        #expect(try #require(gaps.first).seconds >= 99 / 30.0)
        #expect(try #require(gaps.last).seconds <= 130 / 30.0)
    }

    @Test func backlogIsLeftOut() {
        let samples = Planted.samples(30) { $0 < 10 ? 900 : 10 }.enumerated().map { index, sample in
            var sample = sample
            sample.isBacklog = index < 10
            return sample
        }
        #expect(TrendPoint.reduce(samples: samples).compactMap(\.highMs).max() == 10)
    }

    @Test func orderDoesNotMatter() {
        var generator = SystemRandomNumberGenerator()
        let samples = Planted.samples(100) { Double($0) }
        #expect(TrendPoint.reduce(samples: samples.shuffled(using: &generator)) == TrendPoint.reduce(samples: samples))
    }
}
