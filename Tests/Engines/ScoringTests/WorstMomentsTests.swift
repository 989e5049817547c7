import LabModel
import Testing

@testable import Scoring

/// The worst moments of a run.
@Suite struct WorstMomentsTests {
    private func facts(_ scores: [Double?], by key: WritableKeyPath<PictureScores, Double?>) -> QualityFacts {
        var facts = QualityFacts(metrics: [.psnr])
        facts.frames = scores.enumerated().map { number, score in
            var scores = PictureScores()
            scores.psnrY = 30
            scores[keyPath: key] = score
            return FrameQuality(
                streamID: StreamID(rawValue: 7),
                number: FrameNumber(UInt32(number)),
                pairing: .matched,
                shown: FrameNumber(UInt32(number)),
                scores: scores
            )
        }
        return facts
    }

    private func worst(_ count: Int, _ facts: QualityFacts) -> [UInt32] {
        WorstMoments.find(count, in: facts, period: .milliseconds(100)).map(\.number.rawValue)
    }

    @Test func theyLieHalfASecondApart() {
        var scores = [Double?](repeating: 40, count: 30)
        (scores[10], scores[11], scores[14], scores[15], scores[20]) = (20, 21, 22, 23, 24)
        #expect(worst(3, facts(scores, by: \.psnrY)) == [10, 15, 20])
        #expect(worst(1, facts(scores, by: \.psnrY)) == [10])
        #expect(worst(0, facts(scores, by: \.psnrY)).isEmpty)
    }

    @Test func vmafCountsBeforeAllOthersAndFramesWithoutItAreLeftOut() {
        #expect(worst(2, facts([90, nil, nil, nil, nil, 20, 80, nil], by: \.vmaf)) == [5, 0])
        #expect(worst(1, facts([0.9, 0.8, 0.95], by: \.ssimY)) == [1])
        #expect(worst(1, facts([0.9, 0.8, 0.7], by: \.msSsimY)) == [2])
    }

    @Test func ofEqualOnesTheEarlierIsWorse() {
        #expect(worst(2, facts(Array(repeating: 33, count: 8), by: \.psnrY)) == [0, 5])
    }

    @Test func whatWasDisplayedInAnothersPlaceIsNoMomentOfItsOwn() {
        var facts = facts([30, 10], by: \.psnrY)
        facts.frames[1].pairing = .displayed
        #expect(worst(2, facts) == [0])
    }

    @Test func scoresAreToldInWords() {
        var scores = PictureScores()
        scores.psnrY = 28.06
        scores.vmaf = 41.26
        scores.ssimY = 0.912_34
        #expect(scores.told == "VMAF 41.3, SSIM 0.9123, PSNR 28.1 dB")
    }
}
