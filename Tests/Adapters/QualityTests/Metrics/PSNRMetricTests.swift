import LabModel
import LabTesting
import Testing

@testable import Quality

@Suite struct PSNRMetricTests {
    @Test(arguments: [(8, 60.0), (10, 72.0), (12, 84.0), (16, 108.0)])
    func equalPicturesHaveTheCap(depth: Int, cap: Double) throws {
        let size = PixelSize(width: 17, height: 11)
        let pair = DrawnPicture.pair(size: size, depth: depth, content: .noise, distortion: .same)
        let scores = try DrawnPicture.score(pair, by: [.psnr])
        #expect([scores.psnrY, scores.psnrU, scores.psnrV] == [cap, cap, cap])
        #expect(scores.mseY == 0 && scores.ssimY == nil && scores.msSsimY == nil && scores.vmaf == nil)
    }

    @Test func blackAgainstWhiteIsZero() throws {
        for depth in [8, 10, 16] {
            let peak = (1 << depth) - 1
            var pair = DrawnPicture.pair(
                size: PixelSize(width: 8, height: 8),
                depth: depth,
                content: .flat,
                distortion: .same
            )
            for index in 0..<3 {
                pair.reference.planes[index].samples = pair.reference.planes[index].samples.map { _ in 0 }
                pair.distorted.planes[index].samples = pair.distorted.planes[index].samples.map { _ in peak }
            }
            let scores = try DrawnPicture.score(pair, by: [.psnr])
            #expect(abs(try #require(scores.psnrY)) < 1e-9)
            // Errors are told in 8-bit steps at every depth.
            #expect(abs(try #require(scores.mseY) - 255 * 255) < 1e-6)
        }
    }

    @Test func aRatioFollowsFromTheStoredError() throws {
        let pair = DrawnPicture.pair(
            size: PixelSize(width: 30, height: 20),
            depth: 10,
            content: .smooth,
            distortion: .grain(9)
        )
        let scores = try DrawnPicture.score(pair, by: [.psnr])
        let error = try #require(scores.mseY)
        let ratio = try #require(scores.psnrY)
        #expect(abs(PSNRMetric.ratio(error, depth: 8) - ratio) < 1e-9)
    }

    @Test func maskedSamplesAreLeftOutOfSumAndCount() throws {
        let size = PixelSize(width: 24, height: 18)
        let masks = [PixelRect(x: 3, y: 3, width: 8, height: 5), PixelRect(x: 9, y: 5, width: 30, height: 30)]
        for depth in [8, 10] {
            let pair = DrawnPicture.pair(size: size, depth: depth, content: .noise, distortion: .grain(30))
            let scores = try DrawnPicture.score(pair, by: [.psnr], masks: masks, slack: 3)
            var (sum, count) = (0, 0)
            for y in 0..<18 {
                for x in 0..<24 where !((2..<12).contains(x) && (2..<8).contains(y) || x >= 8 && y >= 4) {
                    let index = y * 24 + x
                    let error = pair.reference.planes[0].samples[index] - pair.distorted.planes[0].samples[index]
                    sum += error * error
                    count += 1
                }
            }
            let expected = PSNRMetric.ratio(Double(sum) / Double(count), depth: depth)
            #expect(abs(try #require(scores.psnrY) - expected) < 1e-9)
        }
    }

    @Test func whatIsUnderAMaskDoesNotCount() throws {
        let size = PixelSize(width: 40, height: 32)
        var pair = DrawnPicture.pair(size: size, content: .smooth, distortion: .grain(4))
        let masks = [PixelRect(x: 5, y: 7, width: 9, height: 9)]
        let before = try DrawnPicture.score(pair, by: [.psnr], masks: masks)
        for y in 6..<16 {
            for x in 4..<14 {
                pair.distorted.planes[0].samples[y * 40 + x] = 0
                pair.distorted.planes[1].samples[y / 2 * 20 + x / 2] = 255
            }
        }
        #expect(try DrawnPicture.score(pair, by: [.psnr], masks: masks) == before)
        #expect(try DrawnPicture.score(pair, by: [.psnr]).psnrY != before.psnrY)
    }

    @Test func whereNothingCountsNothingIsKnown() throws {
        let pair = DrawnPicture.pair(size: PixelSize(width: 16, height: 16), content: .noise, distortion: .dim)
        let masks = [PixelRect(x: -1, y: -1, width: 99, height: 99)]
        #expect(try DrawnPicture.score(pair, by: [.psnr], masks: masks) == PictureScores())
    }
}
