import Testing

@testable import Estimation

@Suite struct PercentileTests {
    /// numpy.percentile([1, 2, 4, 8, 16], [0, 5, 25, 50, 75, 95, 99, 100]).
    @Test func agreesWithNumPy() {
        let values: [Double] = [1, 2, 4, 8, 16]
        let shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]
        let wanted = [1, 1.2, 2, 4, 8, 14.4, 15.68, 16]
        for (share, value) in zip(shares, wanted) {
            #expect(abs((Percentile.of(sorted: values, share) ?? .nan) - value) < 1e-12)
        }
    }

    @Test func infiniteValuesCountFromTheirOwnRankOn() {
        #expect(Percentile.of(sorted: [1, 3, .infinity], 0.5) == 3)
        #expect(Percentile.of(sorted: [1, 3, .infinity], 0.51) == .infinity)
    }

    @Test func oneAndNoValue() {
        #expect(Percentile.of(sorted: [3], 0.99) == 3)
        #expect(Percentile.of(sorted: [], 0.5) == nil)
    }
}
