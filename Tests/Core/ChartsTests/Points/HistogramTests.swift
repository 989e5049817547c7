import Charts
import LabTesting
import Testing

@Suite("Histogram")
struct HistogramTests {
    @Test("a value at an edge counts into the bar that begins there, the last edge into the last bar")
    func known() {
        let bars = Histogram.bars(sorted: [0, 0.5, 1, 1, 2, 3], edges: [0, 1, 2, 3])
        #expect(bars.map(\.x) == [0, 1, 2])
        #expect(bars.map(\.end) == [1, 2, 3])
        #expect(bars.compactMap(\.y).map { $0 * 6 } == [2.0, 2.0, 2.0])
    }

    @Test("values outside the edges count into the whole, but lie in no bar")
    func outside() {
        let share = 1.0 / 3
        #expect(Histogram.bars(sorted: [-1, 0.5, 9], edges: [0, 1]).compactMap(\.y) == [share])
        #expect(Histogram.bars(sorted: [-1], edges: [0, 1]).compactMap(\.y) == [0])
        #expect(Histogram.bars(sorted: [], edges: [0, 1]).isEmpty)
        #expect(Histogram.bars(sorted: [1], edges: [0]).isEmpty)
    }

    @Test("edges of several sets hold all values in at most so many bars", arguments: 1...40)
    func edges(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let isLogarithmic = seed.isMultiple(of: 2)
        let sets = (0..<Int.random(in: 1...4, using: &random)).map { _ in
            let middle = Double.random(in: -50...3_000, using: &random)
            let spread = Double.random(in: 0...1_000, using: &random)
            let count = Int.random(in: 1...800, using: &random)
            return (0..<count).map { _ in middle + Double.random(in: 0...spread, using: &random) }.sorted()
        }
        let limit = Int.random(in: 4...80, using: &random)
        let edges = Histogram.edges(of: sets, scale: isLogarithmic ? .logarithmic : .linear, limit: limit)
        #expect(edges.count >= 2 && edges.count <= limit + 2)
        #expect(zip(edges, edges.dropFirst()).allSatisfy(<))
        for set in sets {
            let shares = Histogram.bars(sorted: set, edges: edges).compactMap(\.y)
            #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
        }
    }

    @Test("bars begin at round numbers")
    func round() {
        let values = (0..<1_000).map { 100 + Double($0) / 20 }
        let edges = Histogram.edges(of: [values])
        // The rule of Freedman and Diaconis: 2 × 25 / 10 = 5.
        #expect(edges == (0...10).map { 100 + 5 * Double($0) })
    }

    @Test("sets without values or without spread have edges too")
    func strange() {
        #expect(Histogram.edges(of: []).isEmpty)
        #expect(Histogram.edges(of: [[]]).isEmpty)
        #expect(Histogram.edges(of: [[100, 100]]) == [95, 105])
        #expect(Histogram.edges(of: [[0]]) == [-0.5, 0.5])
        #expect(Histogram.edges(of: [[0, 0]], scale: .logarithmic) == [-0.5, 0.5])
        #expect(Histogram.edges(of: [[8, 8]], scale: .logarithmic) == [4, 16])
        let far = Histogram.edges(of: [[0, 1, 2, 3, 1e9]], limit: 60)
        #expect(far.count <= 62 && far.first == 0)
    }

    @Test("the outline runs along the bars' tops and ends at 0")
    func outline() {
        let points = Histogram.outline(sorted: [0, 1, 1, 1], edges: [0, 1, 2])
        #expect(points.map(\.x) == [0, 0, 1, 2])
        #expect(points.compactMap(\.y) == [0, 0.25, 0.75, 0])
        #expect(Histogram.outline(sorted: [], edges: [0, 1]).isEmpty)
    }
}
