import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct RateConvertedTests {
    @Test func everySixthFrameIsMissing() {
        var run = Planted()
        run.trace.nominalPeriod = nil
        (0..<251).filter { $0 % 6 != 5 }.forEach { run.show($0) }
        let warning = run.warning(.rateConverted)
        #expect(
            warning?.text
                == "5 of every 6 frames arrive, in a regular pattern, as from 25.0 to 20.8 frames a second: "
                + "the frame rate was converted on the way."
        )
        #expect(
            warning?.remedy == "Set the provider's output to the sent rate, or send at the rate that it gives."
        )
    }

    @Test(arguments: [(1, 2), (2, 5), (4, 5), (24, 25), (2, 3)]) func ratios(kept: Int, sent: Int) throws {
        let numbers = (0..<400).map { Int64($0 * sent / kept) }
        let cycle = try #require(RateConverted.cycle(of: numbers))
        #expect(cycle == (kept, sent))
    }

    @Test func aFewMoreDropsDoNotHideIt() throws {
        let numbers = (0..<600).filter { $0 % 6 != 5 && $0 % 97 != 1 }.map(Int64.init)
        #expect(try #require(RateConverted.cycle(of: numbers)) == (5, 6))
    }

    @Test func randomDropsAreNoPattern() {
        for seed in 0..<200 {
            var random = SeededGenerator(seed: UInt64(seed))
            let share = Int.random(in: 2...40, using: &random)
            let numbers = (Int64(0)..<400).filter { _ in Int.random(in: 0..<100, using: &random) >= share }
            #expect(RateConverted.cycle(of: numbers) == nil, "seed \(seed), \(share) %")
        }
    }

    @Test func oneLongGapIsNoPattern() {
        var run = Planted(frames: 0..<100)
        (150..<251).forEach { run.show($0) }
        #expect(run.warning(.rateConverted) == nil)
    }
}
