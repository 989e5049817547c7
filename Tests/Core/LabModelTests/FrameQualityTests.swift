import LabModel
import Testing

struct FrameQualityTests {
    @Test func `What is no finite number is unknown, field by field`() {
        let fields: [WritableKeyPath<PictureScores, Double?>] = [
            \.psnrY, \.psnrU, \.psnrV, \.mseY, \.ssimY, \.msSsimY, \.vmaf,
        ]
        for field in fields {
            for value in [Double.nan, .infinity, -.infinity] {
                var scores = PictureScores()
                for other in fields {
                    scores[keyPath: other] = 0.5
                }
                var expected = scores
                expected[keyPath: field] = nil
                scores[keyPath: field] = value
                #expect(scores.finite == expected)
            }
        }
    }
}
