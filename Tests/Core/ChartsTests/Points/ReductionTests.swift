import Charts
import LabTesting
import Testing

@Suite("Reduction")
struct ReductionTests {
    @Test("few points stay as they are")
    func few() {
        let points = (0..<20).map { ChartPoint(x: Double($0), y: Double($0 % 3)) }
        #expect(Reduction.extremes(points, buckets: 10) == points)
        #expect(Reduction.extremes([], buckets: 10).isEmpty)
    }

    @Test("of two lists of numbers the same is kept as of points")
    func lists() {
        var random = SeededGenerator(seed: 7)
        let points = (0..<5_000).map { index in
            ChartPoint(x: Double(index) / 25, y: index % 97 == 0 ? nil : Double.random(in: 0...100, using: &random))
        }
        for buckets in [1, 10, 300, 5_000] {
            let kept = Reduction.extremes(x: points.map(\.x), y: points.map(\.y), buckets: buckets)
            #expect(kept == Reduction.extremes(points, buckets: buckets))
        }
    }

    @Test("a bucket keeps its least and its largest, in order")
    func known() {
        let values: [Double] = [5, 1, 9, 4, 4, 4, 7, 2, 3, 8]
        let points = values.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element) }
        // Buckets of x: 0 to 4 and 5 to 9; the first and the last point besides.
        let kept = Reduction.extremes(points, buckets: 2)
        #expect(kept.map(\.x) == [0, 1, 2, 7, 9])
        #expect(kept.compactMap(\.y) == [5, 1, 9, 2, 8])
    }

    @Test("one planted extreme among 100,000 is never hidden", .heavy, arguments: 1...2)
    func planted(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var points = (0..<100_000).map {
            ChartPoint(x: Double($0) / 25, y: Double.random(in: 90...110, using: &random))
        }
        let high = Int.random(in: 0..<points.count, using: &random)
        let low = (high + 31_234) % points.count
        points[high].y = 4_000
        points[low].y = 0.25
        let kept = Reduction.extremes(points, buckets: 300)
        #expect(kept.contains(points[high]) && kept.contains(points[low]))
        #expect(kept.count <= 2 * 300 + 2)
        #expect(kept.first == points.first && kept.last == points.last)
    }

    @Test("what is kept was given, in its order, with each bucket's extremes", arguments: 1...60)
    func properties(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let points = Self.points(&random)
        let buckets = Int.random(in: 1...50, using: &random)
        let kept = Reduction.extremes(points, buckets: buckets)
        #expect(Self.isPart(kept, of: points))
        #expect(kept.first == points.first && kept.last == points.last)
        #expect(kept.count <= 8 * buckets + 2 || kept.count <= points.count && points.count <= 2 * buckets)
        let extremes: [(KeyPath<ChartPoint, Double?>)] = [\.y, \.low, \.high]
        for (bucket, expected) in Self.buckets(points, buckets) {
            let got = Self.buckets(kept, buckets, like: points)[bucket] ?? []
            for path in extremes {
                let given = expected.compactMap { $0[keyPath: path] }
                let left = got.compactMap { $0[keyPath: path] }
                if path != \.high { #expect(given.min() == left.min()) }
                if path != \.low { #expect(given.max() == left.max()) }
            }
        }
    }

    @Test("a break between two kept points stays one", arguments: 1...60)
    func breaks(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let points = Self.points(&random)
        let kept = Reduction.extremes(points, buckets: Int.random(in: 1...50, using: &random))
        // Where in the given points each kept one stands; x never repeats.
        let places = Dictionary(uniqueKeysWithValues: points.enumerated().map { ($0.element.x, $0.offset) })
        for (one, next) in zip(kept, kept.dropFirst()) where one.y != nil && next.y != nil {
            guard let start = places[one.x], let end = places[next.x] else { continue }
            #expect(points[start...end].allSatisfy { $0.y != nil })
        }
    }

    @Test("points without order, without width and without values come out too")
    func strange() {
        let backwards = (0..<100).map { ChartPoint(x: Double(-$0), y: $0 == 50 ? 99 : 1) }
        let kept = Reduction.extremes(backwards, buckets: 5)
        #expect(kept.contains(backwards[50]) && kept.count <= 12)
        let still = (0..<100).map { ChartPoint(x: 3, y: $0 == 50 ? 99 : 1) }
        #expect(Reduction.extremes(still, buckets: 5).contains(still[50]))
        let nothing = (0..<100).map { ChartPoint(x: Double($0), y: nil) }
        #expect(Reduction.extremes(nothing, buckets: 5).allSatisfy { $0.y == nil })
        let wild = (0..<100).map { ChartPoint(x: $0 == 7 ? .nan : Double($0), y: $0.isMultiple(of: 2) ? .nan : 1) }
        #expect(!Reduction.extremes(wild, buckets: 5).isEmpty)
        #expect(Reduction.extremes(backwards, buckets: 0).count <= 10)
    }

    /// A series with breaks and intervals, x rising without repeating.
    private static func points(_ random: inout SeededGenerator) -> [ChartPoint] {
        var x = 0.0
        let hasIntervals = Bool.random(using: &random)
        return (0..<Int.random(in: 3...600, using: &random)).map { _ in
            x += Double.random(in: 0.01...1, using: &random)
            guard Int.random(in: 0..<8, using: &random) > 0 else { return ChartPoint(x: x, y: nil) }
            let y = Double.random(in: -50...50, using: &random)
            guard hasIntervals else { return ChartPoint(x: x, y: y) }
            let low = y - Double.random(in: 0...20, using: &random)
            return ChartPoint(x: x, y: y, low: low, high: y + Double.random(in: 0...20, using: &random))
        }
    }

    /// Whether one list comes of another by leaving some out.
    private static func isPart(_ part: [ChartPoint], of whole: [ChartPoint]) -> Bool {
        var rest = whole[...]
        for point in part {
            guard let place = rest.firstIndex(of: point) else { return false }
            rest = rest[(place + 1)...]
        }
        return true
    }

    /// Points by their part of x, as slowly and plainly as can be.
    private static func buckets(
        _ points: [ChartPoint],
        _ count: Int,
        like all: [ChartPoint]? = nil
    ) -> [Int: [ChartPoint]] {
        let all = all ?? points
        guard let first = all.first?.x, let last = all.last?.x else { return [:] }
        return Dictionary(grouping: points) { min(Int(($0.x - first) / (last - first) * Double(count)), count - 1) }
    }
}
