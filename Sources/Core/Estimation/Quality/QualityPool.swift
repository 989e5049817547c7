import Foundation
import LabModel

/// Scores of many pairs as one number each, and as pools.
struct QualityPool {
    private let frames: [FrameQuality]
    private let bitDepth: Int

    /// Takes pairs; those of which nothing is known do not count.
    /// - Parameters:
    ///   - frames: In any order.
    ///   - bitDepth: Bits a sample of the pictures, 8 or more.
    init(_ frames: [FrameQuality], bitDepth: Int) {
        self.frames = frames.map(\.finite).filter { $0.scores != PictureScores() }
        self.bitDepth = bitDepth
    }

    /// How many pairs have a score.
    var count: Int { frames.count }

    /// One score of each kind over all pairs; nil where there is none.
    var scores: Summary.Scores? {
        guard !frames.isEmpty else { return nil }
        var scores = Summary.Scores()
        scores.psnrYDb = mean(\.psnrY)
        scores.psnrYMseDb = psnrOfMean(frames.compactMap(\.scores.mseY))
        scores.ssimY = mean(\.ssimY)
        scores.msSsimY = mean(\.msSsimY)
        scores.vmaf = mean(\.vmaf)
        return scores
    }

    /// Pools by metric; without the mark's area under `<metric>.masked`.
    var pools: [String: [String: Double]] {
        var pools: [String: [String: Double]] = [:]
        for (name, score) in Self.pooled {
            pools[name] = Self.pool(frames.compactMap { $0.scores[keyPath: score] })
            pools["\(name).masked"] = Self.pool(frames.compactMap { $0.masked?[keyPath: score] })
        }
        if let masked = psnrOfMean(frames.compactMap(\.masked?.mseY)) {
            pools["psnr_y_mse_db.masked"] = ["mean": masked]
        }
        return pools
    }

    /// ``pools`` with something before each metric's name.
    func prefixed(_ prefix: String) -> [String: [String: Double]] {
        [String: [String: Double]](uniqueKeysWithValues: pools.map { (prefix + $0.key, $0.value) })
    }

    private static var pooled: [(name: String, score: KeyPath<PictureScores, Double?>)] {
        [
            ("psnr_y_db", \.psnrY), ("psnr_u_db", \.psnrU), ("psnr_v_db", \.psnrV), ("ssim_y", \.ssimY),
            ("ms_ssim_y", \.msSsimY), ("vmaf", \.vmaf),
        ]
    }

    private func mean(_ score: KeyPath<PictureScores, Double?>) -> Double? {
        Moments.mean(frames.compactMap { $0.scores[keyPath: score] })
    }

    /// PSNR in dB of the mean of squared errors in 8-bit steps, capped as libvmaf caps that of a frame: at 6 dB a bit and
    /// 12 more.
    private func psnrOfMean(_ errors: [Double]) -> Double? {
        guard let mean = Moments.mean(errors) else { return nil }
        let cap = Double(6 * bitDepth + 12)
        return mean > 0 ? min(cap, 10 * log10(255 * 255 / mean)) : cap
    }

    /// A metric's values as its pools; nil for no values.
    ///
    /// The harmonic mean is libvmaf's: that of score + 1, less 1, so that a score of 0 does not
    /// swallow all others.
    private static func pool(_ values: [Double]) -> [String: Double]? {
        let sorted = values.sorted()
        guard let mean = Moments.mean(sorted), let p5 = Percentile.of(sorted: sorted, 0.05),
            let p1 = Percentile.of(sorted: sorted, 0.01)
        else {
            return nil
        }
        let harmonic = Double(sorted.count) / sorted.reduce(0) { $0 + 1 / ($1 + 1) } - 1
        return ["mean": mean, "harmonic": harmonic, "p5": p5, "p1": p1].filter { $0.value.isFinite }
    }
}

extension FrameQuality {
    /// The same, with what is no finite number as unknown.
    fileprivate var finite: FrameQuality {
        var frame = self
        frame.scores = scores.finite
        frame.masked = masked?.finite
        return frame
    }
}
