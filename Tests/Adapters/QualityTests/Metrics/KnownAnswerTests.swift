import LabModel
import LabTesting
import Testing

@testable import Quality

@Suite(.heavy) struct KnownAnswerTests {
    @Test(arguments: KnownAnswer.all)
    func scoresAreLibvmafs(answer: KnownAnswer) throws {
        let pair = answer.pair
        #expect(pair.reference.sum + 3 * pair.distorted.sum == answer.sum, "other pictures than libvmaf was given")
        let scores = try DrawnPicture.score(pair, slack: 5)
        for (got, expected) in zip([scores.psnrY, scores.psnrU, scores.psnrV], answer.psnr) {
            #expect(abs(try #require(got) - expected) < 1e-5)
        }
        #expect(abs(try #require(scores.ssimY) - answer.ssim) < 2e-5)
        guard let expected = answer.msSsim else {
            #expect(scores.msSsimY == nil)
            return
        }
        #expect(abs(try #require(scores.msSsimY) - expected) < 2e-5)
    }

    @Test func theAnswersCoverEveryKindOfPicture() {
        #expect(Set(KnownAnswer.all.map(\.depth)) == [8, 10, 12])
        #expect(Set(KnownAnswer.all.map { SSIMMetric.factor(for: $0.size) }) == [1, 2, 3])
        #expect(KnownAnswer.all.contains { $0.distortion == .same } && KnownAnswer.all.contains { $0.msSsim == nil })
        #expect(KnownAnswer.all.contains { !$0.size.width.isMultiple(of: 2) && !$0.size.height.isMultiple(of: 2) })
    }
}
