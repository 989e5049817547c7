import Testing

@testable import Benchmarking

@Suite struct BenchmarkResultTests {
    private func figure(_ value: Double, _ peer: Double? = nil, isLowerBetter: Bool = true) -> Figure {
        Figure(name: "a", value: value, unit: "ms", isLowerBetter: isLowerBetter, peer: nil, peerValue: peer)
    }

    @Test func theMedianIsTheMiddleOne() throws {
        let odd = try #require(BenchmarkResult([figure(9), figure(1), figure(2)], limit: nil))
        #expect(odd.median == 2 && odd.least == 1 && odd.most == 9 && odd.runs == 3)
        #expect(odd.ratio == nil && odd.isKept == nil)
        let even = try #require(BenchmarkResult([figure(4), figure(1), figure(2), figure(9)], limit: nil))
        #expect(even.median == 3)
    }

    @Test func aLimitHoldsTheRatioWhereThereIsAPeer() throws {
        let result = try #require(BenchmarkResult([figure(2, 1), figure(3, 2), figure(9, 9)], limit: 1.5))
        #expect(result.ratio == 1.5 && result.peerMedian == 2 && result.isKept == true)
        #expect(BenchmarkResult([figure(2, 1)], limit: 1.9)?.isKept == false)
    }

    @Test func aLimitHoldsAtItsOwnSide() {
        #expect(BenchmarkResult([figure(5)], limit: 5)?.isKept == true)
        #expect(BenchmarkResult([figure(6)], limit: 5)?.isKept == false)
        #expect(BenchmarkResult([figure(6, isLowerBetter: false)], limit: 5)?.isKept == true)
        #expect(BenchmarkResult([figure(4, isLowerBetter: false)], limit: 5)?.isKept == false)
    }

    @Test func figuresAreSummedUpByName() {
        var other = figure(7)
        other.name = "b"
        let results = BenchmarkResult.results(of: [[figure(1), other], [figure(3), other]], limits: ["b": 7])
        #expect(results.map(\.name) == ["a", "b"])
        #expect(results.map(\.median) == [2, 7])
        #expect(results.map(\.limit) == [nil, 7])
    }
}
