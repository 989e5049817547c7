public import LabModel

/// Scores pairs of pictures by several metrics; keeps their work space between pairs, so each thread has its own.
public struct PictureScorer {
    private var metrics: [any PictureMetric]

    init(_ metrics: [any PictureMetric]) {
        self.metrics = metrics
    }

    /// Scores one pair, which may be of another size than the one before.
    ///
    /// - Returns: the scores asked for; nil is what was not, or what cannot be computed: MS-SSIM of pictures with a side
    ///   below 176 or as different as negatives, SSIM with a side below 11, PSNR where the masks hide everything.
    public mutating func score(_ pair: PicturePair) -> PictureScores {
        var scores = PictureScores()
        for index in metrics.indices {
            metrics[index].score(pair, into: &scores)
        }
        return scores
    }
}
