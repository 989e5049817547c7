import Testing

@testable import Estimation

@Suite struct ParetoFrontTests {
    private typealias Point = ParetoFront.Point

    @Test func dearerAndSlowerIsDominated() {
        let front = ParetoFront([
            Point(name: "dear", cost: 3, delay: 40), Point(name: "cheap", cost: 1, delay: 900),
            Point(name: "middle", cost: 2, delay: 200), Point(name: "worse", cost: 2.5, delay: 250),
            Point(name: "worst", cost: 4, delay: 1_000),
        ])
        #expect(front.front.map(\.name) == ["cheap", "middle", "dear"])
        #expect(front.dominators == ["worse": ["middle"], "worst": ["cheap", "middle", "dear"]])
    }

    @Test func equalsShareTheirPlace() {
        let front = ParetoFront([Point(name: "b", cost: 1, delay: 2), Point(name: "a", cost: 1, delay: 2)])
        #expect(front.front.map(\.name) == ["a", "b"] && front.dominators.isEmpty)
    }

    @Test func oneOfBothMustBeLess() {
        let front = ParetoFront([
            Point(name: "a", cost: 1, delay: 2), Point(name: "b", cost: 1, delay: 3),
            Point(name: "c", cost: 2, delay: 2),
        ])
        #expect(front.front.map(\.name) == ["a"] && front.dominators == ["b": ["a"], "c": ["a"]])
    }

    @Test func aBoundFromBelowDominatesNone() {
        let bound = Point(name: "bound", cost: 1, delay: 50, isLowerBound: true)
        let known = Point(name: "known", cost: 2, delay: 60)
        #expect(ParetoFront([bound, known]).front.map(\.name) == ["bound", "known"])
        // It is dominated itself where even its bound is behind.
        let better = Point(name: "better", cost: 1, delay: 50)
        #expect(ParetoFront([bound, better]).front.map(\.name) == ["better", "bound"])
        let faster = Point(name: "faster", cost: 1, delay: 49)
        #expect(ParetoFront([bound, faster]).dominators == ["bound": ["faster"]])
    }

    @Test func numbersThatAreNoneAreLeftOut() {
        let front = ParetoFront([
            Point(name: "a", cost: .nan, delay: 1), Point(name: "b", cost: 1, delay: .infinity),
            Point(name: "c", cost: 1, delay: 1),
        ])
        #expect(front.front.map(\.name) == ["c"] && front.dominators.isEmpty)
        #expect(ParetoFront([]).front.isEmpty)
    }

    /// Whatever the points: each is in the front or has dominators, which are in the front; no two of the front
    /// dominate each other.
    @Test func everyPointIsToldOnce() {
        var random = SplitMix(seed: 11)
        for _ in 0..<200 {
            let points = (0..<Int.random(in: 0...12, using: &random)).map { index in
                Point(
                    name: "\(index)",
                    cost: Double(Int.random(in: 0...5, using: &random)),
                    delay: Double(Int.random(in: 0...5, using: &random)),
                    isLowerBound: Int.random(in: 0...4, using: &random) == 0
                )
            }
            let front = ParetoFront(points)
            let names = Set(front.front.map(\.name))
            #expect(names.isDisjoint(with: front.dominators.keys))
            #expect(names.union(front.dominators.keys).count == points.count)
            #expect(front.dominators.values.allSatisfy { !$0.isEmpty && names.isSuperset(of: $0) })
            for one in front.front where !one.isLowerBound {
                #expect(!front.front.contains { one.cost <= $0.cost && one.delay < $0.delay })
            }
        }
    }
}
