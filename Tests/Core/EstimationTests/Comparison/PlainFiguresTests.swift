import LabModel
import Testing

@testable import Estimation

@Suite struct PlainFiguresTests {
    @Test(arguments: [
        ([41, 35, 47] as [Double?], 0), ([3, -20, 30], 1), ([0.6, 0.2, nil], 2), ([1_500, 0.000_12], 5),
        ([0.000_000_001], 6), ([0, nil], 0), ([], 0), ([9.96], 0), ([9.9], 1), ([200, 1e-14], 0), ([.infinity, 2], 1),
    ]) func digitsFollowTheSmallest(told: [Double?], digits: Int) {
        #expect(ToldDigits.count(telling: told) == digits)
    }

    @Test func atLeastIsNeverMoreThanWasShown() {
        let figures = PlainFigures(unit: "ms", telling: [0.66])
        #expect(figures.atLeast(0.669) == "at least 0.66 ms")
        #expect(figures.atLeast(-0.669) == "at least -0.66 ms")
        #expect(figures.atLeast(0.29) == "at least 0.29 ms")
        #expect(PlainFigures(unit: "ms", telling: [40]).atLeast(10.6) == "at least 10 ms")
        #expect(PlainFigures(unit: nil, telling: [40]).text(10.6) == "11")
    }

    @Test func smallUnitsShowMoreThanZeros() throws {
        var options = ComparisonOptions()
        options.path = try FigurePath("startup_ms.connect")
        let planned = { (name: String, p95: Double, connect: Double) in
            PlannedRuns.set(name, around: p95, count: 4) { $0.startupMs.connect = connect }
        }
        let found = try Comparison(planned("a", 200, 0.000_12), planned("b", 300, 0.000_34), options: options)
        #expect(
            found.sentence
                == "A is 0.00022 ms faster by startup_ms.connect, 95 % interval 0.00022 to 0.00022, 4 runs each."
        )
    }
}
