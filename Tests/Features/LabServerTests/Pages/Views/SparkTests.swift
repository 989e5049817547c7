import LabModel
import LabTesting
import Testing

@testable import LabServer

@Suite("A run's curve")
struct SparkTests {
    private func point(_ seconds: Double, _ delays: (Double, Double, Double)?) -> LivePoint {
        var point = LivePoint(tS: seconds, frames: delays == nil ? 0 : 12, dropped: 0)
        (point.minMs, point.p50Ms, point.maxMs) = (delays?.0, delays?.1, delays?.2)
        return point
    }

    @Test("goes from the lowest to the highest, the newest at the right")
    func line() {
        let spark = Spark([point(0, (10, 20, 30)), point(60, (10, 30, 50))])
        #expect(spark.line == "M120.0 35.0L240.0 24.0")
        #expect(spark.band == "M120.0 24.0L240.0 2.0L240.0 46.0L120.0 46.0Z")
        #expect(spark.range == "10.00 to 50.00 ms")
    }

    @Test("does not cross a hole")
    func hole() {
        let spark = Spark([point(0, (1, 2, 3)), point(0.5, nil), point(1, (1, 2, 3)), point(1.5, nil)])
        #expect(spark.line.filter { $0 == "M" }.count == 2)
        #expect(!spark.line.contains("L"))
        #expect(spark.band.filter { $0 == "Z" }.count == 2)
    }

    @Test("is empty where nothing is known, and calm where hardly anything moves")
    func extremes() {
        #expect(Spark([]).line.isEmpty)
        #expect(Spark([point(1, nil)]).range.isEmpty)
        let calm = Spark([point(0, (5, 5.01, 5.02)), point(0.5, (5, 5.01, 5.02))])
        #expect(calm.line == "M239.0 45.6L240.0 45.6")
    }

    @Test("keeps within its height and width")
    func bounds() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            let points = (0..<260).map { index -> LivePoint in
                let low = Double(random.next() % 900), middle = low + Double(random.next() % 90)
                return point(Double(index) / 2, random.next() % 9 == 0 ? nil : (low, middle, middle + 7))
            }
            let numbers = Spark(points).band.split { "MLZ ".contains($0) }.compactMap { Double($0) }
            #expect(numbers.count.isMultiple(of: 2))
            for (index, number) in numbers.enumerated() {
                #expect(number >= 0 && number <= (index.isMultiple(of: 2) ? Spark.width : Spark.height))
            }
        }
    }
}
