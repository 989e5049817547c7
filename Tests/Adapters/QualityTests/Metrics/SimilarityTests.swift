import Testing

@testable import Quality

@Suite struct SimilarityTests {
    @Test func oneWindowFollowsTheFormula() {
        var similarity = Similarity()
        similarity.add(means: (100, 110), variances: (400, 225), covariance: 150)
        let (c1, c2) = (6.5025, 58.5225)
        let l = (2 * 100 * 110 + c1) / (100 * 100 + 110 * 110 + c1)
        let cs = (2 * 150 + c2) / (400 + 225 + c2)
        #expect(similarity.windows == 1)
        #expect(abs(similarity.luminance - l) < 1e-12)
        #expect(abs(similarity.contrast * similarity.structure - cs) < 1e-12)
        #expect(abs(similarity.product - l * cs) < 1e-12)
    }

    @Test func roundingBelowZeroIsNoDifference() {
        var similarity = Similarity()
        similarity.add(means: (230, 230), variances: (-0.2, -0.2), covariance: -0.2)
        #expect(similarity.product == 1 && similarity.structure == 1)
        // One picture flat, the other not: their covariance has no meaning.
        similarity.add(means: (230, 230), variances: (-0.2, 9), covariance: -0.3)
        #expect(similarity.structure == 2 && similarity.contrast < 2)
    }

    @Test func meansAreSinglePrecision() {
        var similarity = Similarity()
        similarity.windows = 3
        similarity.product = 1
        #expect(similarity.mean(\.product) == Double(Float(1.0 / 3)))
    }
}
