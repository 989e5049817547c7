import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct OutliersTests {
    private func run(far: Int, delayMs: Double = 250) -> Planted {
        var run = Planted()
        for number in 0..<251 {
            run.show(number, delayMs: number % 10 == 0 && number / 10 < far ? delayMs : 20 + Double(number % 5))
        }
        return run
    }

    @Test func aFewFarOff() {
        let warning = run(far: 3).warning(.outliers)
        #expect(
            warning?.text
                == "3 of 250 frame delays lie more than 40.0 ms from the median; the largest is 250.0 ms."
        )
        #expect(warning?.remedy == "Look at the delay over time, quieten both machines, and repeat the run.")
    }

    @Test func distancesAscend() {
        var random = SeededGenerator(seed: 1)
        let values = (0..<101).map { _ in Double.random(in: 0...10, using: &random) }.sorted()
        #expect(Outliers.distances(of: values, from: 4) == values.map { abs($0 - 4) }.sorted())
        #expect(Outliers.distances(of: values, from: 99) == values.map { 99 - $0 }.sorted())
        #expect(Outliers.distances(of: [], from: 0).isEmpty)
    }

    @Test func nearOnesAndManyAreNone() {
        #expect(run(far: 3, delayMs: 60).warning(.outliers) == nil)
        #expect(run(far: 20).warning(.outliers) == nil)
    }
}
