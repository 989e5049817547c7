import LabModel
import Testing

@testable import Estimation

@Suite struct SyntheticContentTests {
    private func run(_ content: StreamDescription.Content?, isScored: Bool = true) -> Planted {
        var run = Planted(frames: 0..<251)
        var scores = PictureScores()
        scores.psnrY = 40
        run.trace.quality = QualityFacts(metrics: [.psnr])
        run.trace.quality?.content = content
        run.trace.quality?.frames = isScored ? [PictureQualityTests.frame(4, scores)] : []
        return run
    }

    @Test func scoresOfDrawnContentAreTold() {
        let warning = run(.synthetic).warning(.syntheticContent)
        #expect(
            warning?.text
                == "Quality was scored on drawn content, which encodes unlike what cameras see: the scores rank settings, "
                + "and say little of a programme's quality."
        )
        #expect(warning?.remedy == "Stream a clip of your own with --content FILE.")
    }

    @Test func onlyWhereThatIsSoAndSomethingWasScored() {
        #expect(run(.file).warning(.syntheticContent) == nil)
        #expect(run(nil).warning(.syntheticContent) == nil)
        #expect(run(.synthetic, isScored: false).warning(.syntheticContent) == nil)
        #expect(Planted(frames: 0..<251).warning(.syntheticContent) == nil)
    }
}
