import LabModel
import Testing

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

    @Test func nearOnesAndManyAreNone() {
        #expect(run(far: 3, delayMs: 60).warning(.outliers) == nil)
        #expect(run(far: 20).warning(.outliers) == nil)
    }
}
