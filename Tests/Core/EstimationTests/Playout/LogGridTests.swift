import Testing

@testable import Estimation

@Suite struct LogGridTests {
    @Test func stepsAreEqualInProportion() {
        let points = LogGrid.points(from: 1_000, to: 1_000 << 31)
        #expect(points == (0..<32).map { 1_000 << $0 })
    }

    @Test func bothEndsAreExact() {
        let points = LogGrid.points(from: 1_234_567, to: 98_765_432_101)
        #expect(points.first == 1_234_567)
        #expect(points.last == 98_765_432_101)
        #expect(zip(points, points.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func equalEndsGiveOnePointManyTimes() {
        #expect(LogGrid.points(from: 5, to: 5) == Array(repeating: 5, count: 32))
    }
}
