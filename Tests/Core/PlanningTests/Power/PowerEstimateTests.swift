import Foundation
import LabTesting
import Testing

@testable import Planning

@Suite struct PowerEstimateTests {
    private func question(
        _ difference: Double,
        alpha: Double = 0.05,
        power: Double = 0.8,
        settings: Int = 1
    )
        -> PowerEstimate.Question
    {
        .init(difference: difference, deviation: 1, alpha: alpha, power: power, settings: settings)
    }

    /// Cohen 1988, table 2.4.1, two-sided 0.05, power 0.80: 393, 64, 26, 17, 12, 9, by an approximation; the exact ones
    /// are those of noncentral t.
    @Test(arguments: [(0.2, 394), (0.5, 64), (0.8, 26), (1.0, 17), (1.2, 12), (1.4, 10)])
    func repeatsAreThoseOfThePublishedTable(difference: Double, repeats: Int) throws {
        #expect(try PowerEstimate(question(difference)).repeats == repeats)
    }

    /// The examples of R's manual: `power.t.test(n = 20, delta = 1)` and `power.t.test(power = .90, delta = 1)`, whose
    /// n is 22.02.
    @Test func examplesOfRComeOut() throws {
        #expect(abs(PowerEstimate.chance(question(1), repeats: 20) - 0.868953) < 1e-6)
        #expect(try PowerEstimate(question(1, power: 0.9)).repeats == 23)
    }

    /// Noncentral t as SciPy 1.17 has it: `nct.sf(q, df, nc) + nct.cdf(-q, df, nc)`.
    @Test(arguments: [
        (2, 4, 0.05, 1, 0.6568758750949892), (0.5, 64, 0.05, 1, 0.8014595579222541),
        (1, 1, 0.05, 2, 0.07298889446967004), (3, 2, 0.0001, 2, 0.025508425561114215),
        (0.5, 4, 0.01, 60, 0.9980094206496368), (2, 4, 0.0001, 1, 0.009049640016973363),
        (0.1, 2_000, 0.05, 1, 0.8852319591994158), (5, 2, 0.5, 1, 0.9999575908823768),
    ])
    func chancesAreThoseOfNoncentralT(
        difference: Double,
        repeats: Int,
        alpha: Double,
        settings: Int,
        chance: Double
    ) {
        let asked = question(difference, alpha: alpha, settings: settings)
        #expect(abs(PowerEstimate.chance(asked, repeats: repeats) - chance) < 1e-8)
    }

    @Test(arguments: [
        (1, 0.0001, 6366.197671316637), (1, 0.05, 12.706204736174694), (2, 0.0001, 99.99249984375004),
        (6, 0.05, 2.4469118511449786), (118, 0.01, 2.618136913963057), (3_998, 0.05, 1.9605575256525767),
    ])
    func quantilesAreThoseOfT(freedom: Int, alpha: Double, quantile: Double) {
        let found = StudentTest(freedom: freedom).quantile(alpha: alpha)
        #expect(abs(found / quantile - 1) < 1e-7, "\(found)")
    }

    /// Welch's or Student's test on runs drawn at random finds the difference as often as foretold.
    @Test(.heavy) func simulatedRunsShowTheDifferenceAsOften() {
        var random = SeededGenerator(seed: 17)
        func normal() -> Double {
            let (first, second) = (Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random))
            return (-2 * log(1 - first)).squareRoot() * cos(2 * .pi * second)
        }
        func isShown(_ a: [Double], _ b: [Double], _ bound: Double) -> Bool {
            let means = [a, b].map { $0.reduce(0, +) / Double($0.count) }
            let squares = zip([a, b], means).map { values, mean in values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } }
            let pooled = (squares[0] + squares[1]) / Double(a.count + b.count - 2)
            return abs(means[0] - means[1]) > bound * (pooled * 2 / Double(a.count)).squareRoot()
        }
        // Tables of Student's t, 0.975: 2.4469 for 6 degrees of freedom, 2.1199 for 16.
        for (count, difference, bound) in [(4, 2.5, 2.4469), (9, 1.2, 2.1199), (9, 0, 2.1199)] {
            let sweeps = 4_000
            let shown = (0..<sweeps).count { _ in
                isShown((0..<count).map { _ in normal() }, (0..<count).map { _ in normal() + difference }, bound)
            }
            let asked = PowerEstimate.Question(difference: max(difference, 1e-6), deviation: 1)
            let chance = PowerEstimate.chance(asked, repeats: count)
            let error = (chance * (1 - chance) / Double(sweeps)).squareRoot()
            #expect(abs(Double(shown) / Double(sweeps) - chance) < 4 * error, "\(count): \(shown), \(chance)")
        }
    }

    /// With c settings a side, each paired with its counterpart, the settings' own differences cancel.
    @Test(.heavy) func settingsTakenTogetherShowTheDifferenceAsOften() {
        var random = SeededGenerator(seed: 23)
        func normal() -> Double {
            let (first, second) = (Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random))
            return (-2 * log(1 - first)).squareRoot() * cos(2 * .pi * second)
        }
        let (settings, sweeps, difference) = (6, 4_000, 1.6)
        // Table of Student's t, 0.975, 5 degrees of freedom: a paired test, of one repeat a setting.
        let bound = 2.5706
        let shown = (0..<sweeps).count { _ in
            let pairs = (0..<settings).map { setting in
                let base = 100 * Double(setting)
                return (base + normal() + difference) - (base + normal())
            }
            let mean = pairs.reduce(0, +) / Double(settings)
            let variance = pairs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(settings - 1)
            return abs(mean) > bound * (variance / Double(settings)).squareRoot()
        }
        let chance = PowerEstimate.chance(question(difference, settings: settings), repeats: 1)
        let error = (chance * (1 - chance) / Double(sweeps)).squareRoot()
        #expect(abs(Double(shown) / Double(sweeps) - chance) < 4 * error, "\(shown), \(chance)")
    }

    @Test func fewerRunsThanCanBeComparedAreNeverEnough() throws {
        #expect(try PowerEstimate(question(1_000)).repeats == 4)
        #expect(try PowerEstimate(question(1_000, settings: 3)).repeats == 2)
        #expect(try PowerEstimate(question(1_000, settings: 60)).repeats == 1)
        #expect(try PowerEstimate(question(1e-4)).repeats == nil)
        #expect(PowerEstimate.chance(question(1_000), repeats: 1) == 0)
    }

    @Test func numbersOutOfRangeAreTold() {
        let cases: [(PowerEstimate.Question, String)] = [
            (question(0), "the difference 0.0 is not above 0. Correct it."),
            (question(.nan), "the difference nan is not above 0. Correct it."),
            (
                .init(difference: 1, deviation: .infinity),
                "the standard deviation inf is not above 0. Correct it."
            ),
            (question(1, alpha: 0), "the alpha 0.0 is not from 0.0001 to 0.5. Correct it."),
            (question(1, power: 1), "the power 1.0 is not from 0.5 to 0.999. Correct it."),
        ]
        for (question, text) in cases {
            #expect(question.problem.map { "\($0)" } == text)
            #expect(throws: PlanningError.self) { try PowerEstimate(question) }
        }
    }
}
