import LabModel
import LabTesting
import Quality
import Testing

@Suite struct PictureMetricsTests {
    private let pair = DrawnPicture.pair(
        size: PixelSize(width: 32, height: 24),
        content: .steps,
        distortion: .grain(5)
    )

    @Test func onlyWhatIsAskedForIsScored() throws {
        #expect(try DrawnPicture.score(pair, by: []) == PictureScores())
        #expect(try DrawnPicture.score(pair, by: [.vmaf]) == PictureScores())
        let ratios = try DrawnPicture.score(pair, by: [.psnr])
        #expect(ratios.psnrY != nil && ratios.psnrU != nil && ratios.psnrV != nil && ratios.mseY != nil)
        #expect(ratios.ssimY == nil)
        let similarity = try DrawnPicture.score(pair, by: [.ssim])
        #expect(similarity.ssimY != nil && similarity.psnrY == nil && similarity.mseY == nil)
        let all = try DrawnPicture.score(pair, by: Set(QualityMetric.allCases))
        #expect(all.psnrY == ratios.psnrY && all.ssimY == similarity.ssimY)
        #expect(all.msSsimY == nil && all.vmaf == nil)
    }

    @Test func picturesOfOtherShapesAreNoPair() throws {
        let other = [
            DrawnPicture(size: PixelSize(width: 32, height: 25), depth: 8, content: .flat),
            DrawnPicture(size: PixelSize(width: 32, height: 24), depth: 10, content: .flat),
        ]
        for picture in other {
            pair.reference.withView { reference in
                picture.withView { distorted in
                    _ = #expect(throws: QualityError.self) {
                        _ = try PicturePair(reference: reference, distorted: distorted)
                    }
                }
            }
        }
    }
}
