import LabModel
import LabTesting
import Testing

@testable import Quality

@Suite(.heavy) struct MSSSIMMetricTests {
    @Test(arguments: [(176, 176, true), (175, 200, false), (200, 175, false)])
    func aPictureNeedsAWindowAtEachScale(width: Int, height: Int, isKnown: Bool) throws {
        let size = PixelSize(width: width, height: height)
        let pair = DrawnPicture.pair(size: size, content: .smooth, distortion: .same)
        #expect(try DrawnPicture.score(pair, by: [.msSsim]).msSsimY == (isKnown ? 1 : nil))
        #expect(MSSSIMMetric.leastSide == 176)
    }

    @Test func negativesHaveNoScore() throws {
        let size = PixelSize(width: 176, height: 176)
        let pair = DrawnPicture.pair(size: size, content: .noise, distortion: .negative)
        let scores = try DrawnPicture.score(pair, by: [.msSsim, .ssim])
        #expect(scores.msSsimY == nil)
        #expect(try #require(scores.ssimY) < -0.9)
    }

    @Test func powersAreThoseOfTheFiveScales() {
        #expect(MSSSIMMetric.powers == [0.0448, 0.2856, 0.3001, 0.2363, 0.1333])
    }

    @Test func aHalfIsHalfRoundedUpAndFilteredAtItsEdges() {
        var whole = FloatPlane()
        let picture = DrawnPicture(size: PixelSize(width: 21, height: 15), depth: 8, content: .noise)
        picture.withView { whole.take($0.luma) }
        var half = FloatPlane()
        half.take(halfOf: whole)
        #expect(half.width == 11 && half.height == 8)
        #expect(abs(half.centre - 128 * SimilarityRows.halvingGain) < 1e-9)
        let rows = (0..<15).map { Array(whole.samples[$0 * 21..<($0 + 1) * 21]) }
        for y in 0..<8 {
            let nine = (2 * y - 4...2 * y + 4).map { rows[SampleRows.mirrored($0, count: 15)] }
            let reference = SimilarityRows.halveReference(nine)
            let got = half.samples[y * 11..<(y + 1) * 11]
            #expect(zip(got, reference).allSatisfy { abs(Double($0) - $1) < 2e-4 }, "\(y)")
        }
    }

    @Test func aMaskedDifferenceIsNotSeen() throws {
        let size = PixelSize(width: 180, height: 176)
        var pair = DrawnPicture.pair(size: size, content: .smooth, distortion: .same)
        for y in 20..<60 {
            for x in 30..<90 {
                pair.distorted.planes[0].samples[y * 180 + x] = 255 * (x / 4 % 2)
            }
        }
        let masks = [PixelRect(x: 30, y: 20, width: 60, height: 40)]
        #expect(try DrawnPicture.score(pair, by: [.msSsim], masks: masks).msSsimY == 1)
        let seen = try DrawnPicture.score(pair, by: [.msSsim])
        #expect(try #require(seen.msSsimY) < 0.99)
    }
}
