import LabModel
import Testing

@testable import Estimation

@Suite struct QualityPoolTests {
    private func pool(
        _ values: [Double],
        bitDepth: Int = 8,
        edit: (inout FrameQuality) -> Void = { _ in }
    ) -> QualityPool {
        let frames = values.enumerated().map { index, value in
            var scores = PictureScores()
            scores.vmaf = value
            var frame = PictureQualityTests.frame(index, scores)
            edit(&frame)
            return frame
        }
        return QualityPool(frames, bitDepth: bitDepth)
    }

    /// NumPy: `np.percentile(range(101), [5, 1])`, and of four values `[10, 20, 40, 80]` 11.5 and 10.3.
    @Test func percentilesLieBetweenTheNearestRanks() throws {
        let whole = try #require(pool((0...100).map(Double.init).shuffled()).pools["vmaf"])
        #expect(whole["mean"] == 50 && whole["p5"] == 5 && whole["p1"] == 1)
        let four = try #require(pool([80, 20, 10, 40]).pools["vmaf"])
        #expect(abs((four["p5"] ?? 0) - 11.5) < 1e-12 && abs((four["p1"] ?? 0) - 10.3) < 1e-12)
    }

    /// 3 / (1/1 + 1/2 + 1/4) − 1 = 5/7, and a score of 0 does not make the mean 0.
    @Test func theHarmonicMeanIsLibvmafs() throws {
        let harmonic = try #require(pool([0, 1, 3]).pools["vmaf"]?["harmonic"])
        #expect(abs(harmonic - 5.0 / 7) < 1e-15)
        #expect(pool([42]).pools["vmaf"] == ["mean": 42, "harmonic": 42, "p5": 42, "p1": 42])
    }

    @Test func anSSIMOfMinusOnePoolsToMinusOne() throws {
        var (low, high) = (PictureScores(), PictureScores())
        (low.ssimY, high.ssimY) = (-1, 1)
        let frames = [PictureQualityTests.frame(0, low), PictureQualityTests.frame(1, high)]
        #expect(QualityPool(frames, bitDepth: 8).pools["ssim_y"]?["harmonic"] == -1)
    }

    @Test(arguments: [(8, 60.0), (10, 72), (12, 84)])
    func psnrOfTheMeanErrorIsCapped(bitDepth: Int, cap: Double) {
        for error in [0, 1e-9] {
            let scores = pool([1], bitDepth: bitDepth) { $0.scores.mseY = error }.scores
            #expect(scores?.psnrYMseDb == cap)
        }
    }

    /// Black against white: 0 dB.
    @Test func theLargestErrorIsZeroDecibels() {
        #expect(pool([1]) { $0.scores.mseY = 255 * 255 }.scores?.psnrYMseDb == 0)
    }

    @Test func theMarksAreaIsLeftOutUnderKeysOfTheirOwn() {
        let pools = pool([10, 30]) { frame in
            var masked = PictureScores()
            masked.vmaf = (frame.scores.vmaf ?? 0) / 2
            masked.mseY = 65.025
            frame.masked = masked
        }
        .pools
        #expect(pools["vmaf"]?["mean"] == 20 && pools["vmaf.masked"]?["mean"] == 10)
        #expect(abs((pools["psnr_y_mse_db.masked"]?["mean"] ?? 0) - 30) < 1e-9)
        #expect(pools.keys.sorted() == ["psnr_y_mse_db.masked", "vmaf", "vmaf.masked"])
    }

    @Test func eachMetricHasAPool() {
        var scores = PictureScores()
        (scores.psnrY, scores.psnrU, scores.psnrV) = (1, 2, 3)
        (scores.ssimY, scores.msSsimY, scores.vmaf) = (0.25, 0.5, 6)
        let pools = QualityPool([PictureQualityTests.frame(0, scores)], bitDepth: 8).prefixed("as_displayed.")
        let means = pools.mapValues { $0["mean"] }
        #expect(
            means == [
                "as_displayed.psnr_y_db": 1, "as_displayed.psnr_u_db": 2, "as_displayed.psnr_v_db": 3,
                "as_displayed.ssim_y": 0.25, "as_displayed.ms_ssim_y": 0.5, "as_displayed.vmaf": 6,
            ]
        )
    }

    /// As where VMAF's tool died midway: its mean is of those frames that it scored.
    @Test func aMetricIsPooledOverTheFramesThatHaveIt() {
        var scores = PictureScores()
        scores.psnrY = 40
        let frames = [PictureQualityTests.frame(0, scores), PictureQualityTests.frame(1, scores)]
        var some = frames
        some[0].scores.vmaf = 90
        let pool = QualityPool(some, bitDepth: 8)
        #expect(pool.count == 2 && pool.scores?.vmaf == 90 && pool.scores?.psnrYDb == 40)
        #expect(pool.scores?.psnrYMseDb == nil && pool.scores?.ssimY == nil)
    }

    @Test func ofNothingNothingIsKnown() {
        let pool = QualityPool([PictureQualityTests.frame(0, PictureScores())], bitDepth: 8)
        #expect(pool.count == 0 && pool.scores == nil && pool.pools.isEmpty)
    }
}
