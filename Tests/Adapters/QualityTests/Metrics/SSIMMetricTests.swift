import LabModel
import LabTesting
import Testing

@testable import Quality

@Suite struct SSIMMetricTests {
    @Test func picturesAreMadeSmallerByTheShorterSide() {
        let sides = [
            (1, 1), (383, 1), (384, 2), (639, 2), (640, 3), (720, 3), (895, 3), (896, 4), (1080, 4), (2160, 8),
        ]
        for (side, factor) in sides {
            #expect(SSIMMetric.factor(for: PixelSize(width: side * 2, height: side)) == factor, "\(side)")
            #expect(SSIMMetric.factor(for: PixelSize(width: side, height: side * 2)) == factor, "\(side)")
        }
    }

    @Test func aPictureBelowAWindowHasNoScore() throws {
        for (width, height, isKnown) in [(11, 11, true), (10, 30, false), (30, 10, false), (1, 1, false)] {
            let size = PixelSize(width: width, height: height)
            let pair = DrawnPicture.pair(size: size, content: .noise, distortion: .same)
            #expect(try DrawnPicture.score(pair, by: [.ssim]).ssimY == (isKnown ? 1 : nil))
        }
    }

    @Test(.heavy) func aSmallerPictureIsTheMeanOfItsBoxes() throws {
        let size = PixelSize(width: 397, height: 389)
        let picture = DrawnPicture(size: size, depth: 8, content: .noise)
        let rows = (0..<389).map { Array(picture.planes[0].samples[$0 * 397..<($0 + 1) * 397]) }
        picture.withView(slack: 11) { view in
            var plane = FloatPlane()
            plane.take(view.luma, dividedBy: 2)
            #expect(plane.width == 199 && plane.height == 195 && plane.centre == 128)
            for y in [0, 1, 100, 193, 194] {
                let above = rows[SampleRows.mirrored(2 * y - 1, count: 389)]
                let reference = SampleRows.boxReference([above, rows[2 * y]], count: 199, depth: 8)
                #expect(Array(plane.samples[y * 199..<(y + 1) * 199]) == reference, "\(y)")
            }
        }
    }

    @Test func oneScorerTakesPicturesOfAnySize() throws {
        var scorer = PictureMetrics.make([.ssim, .psnr])
        for side in [40, 12, 64, 8] {
            let size = PixelSize(width: side, height: side)
            let pair = DrawnPicture.pair(size: size, content: .steps, distortion: .grain(8))
            let alone = try DrawnPicture.score(pair, by: [.ssim, .psnr])
            let scores = try pair.reference.withView { reference in
                try pair.distorted.withView { distorted in
                    scorer.score(try PicturePair(reference: reference, distorted: distorted))
                }
            }
            #expect(scores == alone)
        }
    }

    @Test func aMaskIsGreyInBothPictures() throws {
        let size = PixelSize(width: 60, height: 50)
        let pair = DrawnPicture.pair(size: size, depth: 10, content: .noise, distortion: .grain(60))
        let masks = [PixelRect(x: 9, y: 21, width: 20, height: 12)]
        let (reference, distorted) = (MaskedCopy(), MaskedCopy())
        let filled = try pair.reference.withView { first in
            try pair.distorted.withView { second in
                var scorer = PictureMetrics.make([.ssim])
                return scorer.score(
                    try PicturePair(
                        reference: reference.take(first, masks: masks),
                        distorted: distorted.take(second, masks: masks)
                    )
                )
            }
        }
        let masked = try DrawnPicture.score(pair, by: [.ssim], masks: masks)
        #expect(masked == filled)
        let whole = try DrawnPicture.score(pair, by: [.ssim])
        let (filledScore, wholeScore) = (try #require(masked.ssimY), try #require(whole.ssimY))
        #expect(filledScore > wholeScore)
    }
}
