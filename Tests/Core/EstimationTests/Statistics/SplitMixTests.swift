import Testing

@testable import Estimation

@Suite struct SplitMixTests {
    /// The published sequence of seed 1234567.
    @Test func isSplitMix64() {
        var random = SplitMix(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ]
        )
    }

    @Test func boundsAreKeptAndAllReached() {
        var random = SplitMix(seed: 1)
        let drawn = (0..<6_000).map { _ in random.next(below: 6) }
        let counts = (0..<6).map { value in drawn.count { $0 == value } }
        #expect(counts.allSatisfy { (850...1_150).contains($0) }, "\(counts)")
        #expect(counts.reduce(0, +) == 6_000)
        #expect(random.next(below: 1) == 0)
    }
}
