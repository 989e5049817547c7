public import LabModel

/// Structural similarity of luma, as libvmaf's feature `float_ssim` has it, which is not ffmpeg's filter of that name.
///
/// Both pictures are first made smaller by round(shorter side / 256), at least 1. The score is the mean over all windows
/// that lie within the picture of luminance · contrast · structure; samples of more than 8 bits are scaled to 255 first.
public struct SSIMMetric: PictureMetric {
    private var reference = FloatPlane()
    private var distorted = FloatPlane()
    private let masking = LumaMasking()

    /// Makes one that has seen nothing yet.
    public init() {}

    /// Scores a pair into ``PictureScores/ssimY``, from −1 to 1; nil where a side is below 11 once made smaller.
    public mutating func score(_ pair: PicturePair, into scores: inout PictureScores) {
        let luma = masking.luma(of: pair)
        let factor = Self.factor(for: luma.reference.size)
        let size = FloatPlane.size(of: luma.reference, dividedBy: factor)
        guard min(size.width, size.height) >= Similarity.window else {
            scores.ssimY = nil
            return
        }
        reference.take(luma.reference, dividedBy: factor)
        distorted.take(luma.distorted, dividedBy: factor)
        scores.ssimY = min(Similarity.meanProduct(reference, distorted), 1)
    }

    /// By how much pictures are made smaller: their shorter side in 256 samples, rounded, halves up.
    static func factor(for size: PixelSize) -> Int {
        max((min(size.width, size.height) + 128) / 256, 1)
    }
}
