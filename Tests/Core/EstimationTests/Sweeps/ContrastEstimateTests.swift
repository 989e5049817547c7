import LabTesting
import Testing

@testable import Estimation

@Suite struct ContrastEstimateTests {
    private typealias Term = ContrastEstimate.Term

    /// Two cells' runs, each a measurement of its own unless groups are named.
    private func difference(
        _ plus: [Double],
        _ minus: [Double],
        groups: Bool = false,
        clock: Double? = 0
    ) -> ContrastEstimate {
        let terms = { (values: [Double], sign: Double, cell: Int) in
            values.enumerated().map { index, value in
                Term(
                    measurement: groups ? "\(index)" : "\(cell)-\(index)",
                    cell: cell,
                    block: 0,
                    weight: sign / Double(values.count),
                    value: value,
                    clockBoundMs: clock
                )
            }
        }
        return ContrastEstimate(terms(plus, 1, 0) + terms(minus, -1, 1))
    }

    /// One run a cell, one difference a block.
    private func blocks(_ differences: [Double], measurement: (Int) -> String? = { _ in nil }) -> ContrastEstimate {
        let weight = 1 / Double(differences.count)
        return ContrastEstimate(
            differences.enumerated().flatMap { block, difference in
                [(difference + 100, weight, 2 * block), (100.0, -weight, 2 * block + 1)].map { value, weight, cell in
                    Term(
                        measurement: measurement(block).map { "\($0)-\(cell % 2)" } ?? "\(cell)",
                        cell: cell,
                        block: block,
                        weight: weight,
                        value: value,
                        clockBoundMs: 0
                    )
                }
            }
        )
    }

    @Test func repeatsGiveWelchsInterval() throws {
        let found = difference([10, 12, 14, 16], [1, 2, 3, 4])
        #expect(abs(found.value - 10.5) < 1e-12)
        let spread = try #require(found.spread)
        // Variances 20/3 and 5/3, over 4 runs each: 5/3 + 5/12.
        #expect(abs(spread.error - (25.0 / 12).squareRoot()) < 1e-12)
        // (25/12)² / ((5/3)²/3 + (5/12)²/3) = 75/17.
        #expect(abs(spread.freedom - 75.0 / 17) < 1e-9)
        #expect(spread.basis == .repeats)
        #expect(abs(spread.reach(leaving: 0.05) - 3.8675) < 0.01, "\(spread.reach(leaving: 0.05))")
    }

    @Test func whatWasMeasuredAtOnceIsComparedInPairs() throws {
        let paired = try #require(difference([11, 21, 31, 41, 52], [10, 20, 30, 40, 50], groups: true).spread)
        let apart = try #require(difference([11, 21, 31, 41, 52], [10, 20, 30, 40, 50]).spread)
        // The differences are 1, 1, 1, 1, 2: deviation √0.2, over √5.
        #expect(abs(paired.error - 0.2) < 1e-12 && paired.freedom == 4)
        #expect(apart.error > 10)
    }

    @Test func otherSettingsGiveStudentsInterval() throws {
        let found = blocks([8, 10, 12, 14, 16])
        let spread = try #require(found.spread)
        #expect(abs(found.value - 12) < 1e-12)
        #expect(abs(spread.error - 2.0.squareRoot()) < 1e-9 && abs(spread.freedom - 4) < 1e-9)
        #expect(spread.basis == .settings)
    }

    @Test func tooLittleHasNoInterval() {
        #expect(difference([1, 2, 3], [4, 5, 6, 7]).spread == nil)
        #expect(blocks([1, 2, 3]).spread == nil)
        #expect(difference([5], [4]).spread == nil)
    }

    /// Eight settings of which each two were measured at once are four.
    @Test func settingsMeasuredAtOnceAreOne() throws {
        let found = blocks([8, 8, 10, 10, 12, 12, 14, 14]) { "\($0 / 2)" }
        let spread = try #require(found.spread)
        #expect(abs(spread.freedom - 3) < 1e-9)
        // Deviation of 8, 10, 12, 14 over √4.
        #expect(abs(spread.error - (20.0 / 3).squareRoot() / 2) < 1e-9)
        #expect(blocks([8, 8, 10, 10, 12, 12]) { "\($0 / 2)" }.spread == nil)
    }

    @Test func clocksAddUpUnlessTheyAreShared() {
        #expect(difference([1, 2], [3, 4], clock: 0.5).clockBoundMs == 1)
        #expect(difference([1, 2], [3, 4], groups: true, clock: 0.5).clockBoundMs == 0)
        #expect(difference([1, 2], [3, 4], clock: nil).clockBoundMs == nil)
    }

    @Test func equalNumbersHaveNoWidth() throws {
        let found = difference([5, 5, 5, 5], [3, 3, 3, 3])
        #expect(try #require(found.spread).reach(leaving: 0.05) == 0)
    }
}

/// How often intervals hold what was planted.
@Suite(.heavy) struct SweepCoverageTests {
    enum Noise: CaseIterable {
        case normal, skewed, uneven, late
    }

    private static func draw(_ noise: Noise, side: Int, _ gaussian: inout Gaussian, _ random: inout SplitMix) -> Double
    {
        switch noise {
        case .normal: 10 * gaussian.next()
        case .skewed: 20 * (power(gaussian.next() * 0.5) - 1.133)
        case .uneven: (side == 0 ? 5 : 15) * gaussian.next()
        case .late: 10 * gaussian.next() + (random.next(below: 10) == 0 ? 50 : 0)
        }
    }

    /// eˣ by its series: exact enough to draw with.
    private static func power(_ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for step in 1...30 {
            term *= x / Double(step)
            sum += term
        }
        return sum
    }

    /// A difference of 0 between the levels of a factor, over `blocks` other settings with `repeats` runs each.
    static func held(_ noise: Noise, blocks: Int, repeats: Int, spread: Double, rounds: Int) -> Int {
        var (gaussian, random) = (Gaussian(seed: 7), SplitMix(seed: 8))
        return (0..<rounds).count { _ in
            var terms: [ContrastEstimate.Term] = []
            for block in 0..<blocks {
                // What the difference depends on has mean 0.
                let shift = spread * gaussian.next()
                for side in 0..<2 {
                    for index in 0..<repeats {
                        let value = draw(noise, side: side, &gaussian, &random) + (side == 0 ? shift : 0)
                        let weight = (side == 0 ? 1 : -1) / Double(blocks * repeats)
                        terms.append(
                            .init(
                                measurement: "\(block)-\(side)-\(index)",
                                cell: 2 * block + side,
                                block: block,
                                weight: weight,
                                value: value,
                                clockBoundMs: 0
                            )
                        )
                    }
                }
            }
            let found = ContrastEstimate(terms)
            return found.spread.map { abs(found.value) <= $0.reach(leaving: 0.05) } ?? false
        }
    }

    /// 200 sweeps a case; 95 % are 190, and 3 standard errors reach from 181 on.
    @Test(arguments: Noise.allCases)
    func oneRunAtEachSetting(noise: Noise) {
        let held = Self.held(noise, blocks: 5, repeats: 1, spread: 0, rounds: 200)
        #expect((181...200).contains(held), "\(held) of 200")
    }

    @Test(arguments: Noise.allCases)
    func repeatsAtOneSetting(noise: Noise) {
        let held = Self.held(noise, blocks: 1, repeats: 5, spread: 0, rounds: 200)
        #expect((181...200).contains(held), "\(held) of 200")
    }

    @Test func twoRepeatsAtThreeSettings() {
        let held = Self.held(.normal, blocks: 3, repeats: 2, spread: 0, rounds: 200)
        #expect((181...200).contains(held), "\(held) of 200")
    }

    @Test func differencesThatDependOnSettings() {
        let held = Self.held(.normal, blocks: 5, repeats: 1, spread: 20, rounds: 200)
        #expect((181...200).contains(held), "\(held) of 200")
    }
}
