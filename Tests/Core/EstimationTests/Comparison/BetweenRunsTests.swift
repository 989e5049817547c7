import LabTesting
import Testing

@testable import Estimation

@Suite(.heavy) struct BetweenRunsTests {
    /// A hundred and fifty comparisons of equals: plain percentiles of resampled differences hold 127 with 4 runs a side.
    @Test(arguments: [4, 8]) func coversTheTruth(count: Int) {
        var gaussian = Gaussian(seed: 21)
        var random = SplitMix(seed: 22)
        let inside = (0..<150).count { _ in
            let first = (0..<count).map { _ in 200 + 10 * gaussian.next() }
            let second = (0..<count).map { _ in 200 + 10 * gaussian.next() }
            let between = BetweenRuns(first, minus: second, using: &random)
            return abs(between.value) <= between.halfWidth
        }
        #expect((137...149).contains(inside), "\(inside) of 150")
    }

    @Test func factorsAndSingleSets() {
        var random = SplitMix(seed: 1)
        #expect(BetweenRuns([11, 11, 11, 11], minus: [10, 10, 10, 10], times: 1.1, using: &random).value < 1e-9)
        let equal = BetweenRuns([3, 3, 3, 3], minus: [], using: &random)
        #expect(equal.value == 3 && equal.halfWidth == 0)
        let one = BetweenRuns([1, 2, 3, 4, 5, 6], minus: [], using: &random)
        // Student's interval reaches 1.963 to each side.
        #expect(one.value == 3.5 && (1.7...2.6).contains(one.halfWidth), "\(one.halfWidth)")
    }
}
