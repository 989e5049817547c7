import Charts
import LabTesting
import Testing

@Suite("Ecdf")
struct EcdfTests {
    @Test("the share of four values, two of them equal")
    func known() {
        let points = Ecdf.points(sorted: [1, 2, 2, 5])
        #expect(points.map(\.x) == [1, 1, 2, 5])
        #expect(points.compactMap(\.y) == [0, 0.25, 0.75, 1])
        #expect(Ecdf.points(sorted: []).isEmpty)
        #expect(Ecdf.points(sorted: [3]).compactMap(\.y) == [0, 1])
    }

    @Test("of many values the kept ones have their exact share, ends included", arguments: 1...12)
    func reduced(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scale = Double.random(in: 1...400, using: &random)
        let count = Int.random(in: 1...900, using: &random)
        let sorted = (0..<count).map { _ in (Double.random(in: 0...1, using: &random) * scale).rounded() }.sorted()
        let limit = Int.random(in: 16...500, using: &random)
        let points = Ecdf.points(sorted: sorted, limit: limit)
        #expect(points.count <= limit)
        #expect(points.first == ChartPoint(x: sorted[0], y: 0))
        #expect(points.last == ChartPoint(x: try #require(sorted.last), y: 1))
        for point in points.dropFirst() {
            let share = Double(sorted.count { $0 <= point.x }) / Double(count)
            #expect(point.y == share)
        }
        #expect(zip(points, points.dropFirst()).allSatisfy { $0.x <= $1.x && ($0.y ?? 0) < ($1.y ?? 0) })
    }

    @Test("the largest values are all there")
    func tail() {
        let sorted = (0..<10_000).map(Double.init)
        let points = Ecdf.points(sorted: sorted, limit: 400)
        #expect(points.suffix(99).map(\.x) == Array(sorted.suffix(99)))
    }

    @Test("cumulative counts become shares of the last")
    func cumulative() {
        let points = Ecdf.points(values: [10, 20, 40], counts: [1, 3, 4], least: 8)
        #expect(points.map(\.x) == [8, 10, 20, 40])
        #expect(points.compactMap(\.y) == [0, 0.25, 0.75, 1])
        #expect(Ecdf.points(values: [1], counts: [], least: 0).isEmpty)
        #expect(Ecdf.points(values: [1], counts: [0], least: 0).isEmpty)
        #expect(Ecdf.points(values: [], counts: [], least: 0).isEmpty)
    }
}
