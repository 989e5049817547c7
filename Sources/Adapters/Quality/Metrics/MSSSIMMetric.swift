internal import Glibc
public import LabModel

/// Structural similarity of luma at five scales, as libvmaf's feature `float_ms_ssim` has it.
///
/// Wang, Simoncelli, Bovik: "Multiscale structural similarity for image quality assessment", 2003: the product over the
/// scales of the means of contrast and structure to the scale's power, and of luminance at the last. Each scale is half
/// the one before.
public struct MSSSIMMetric: PictureMetric {
    private var references = [FloatPlane](repeating: FloatPlane(), count: 2)
    private var distorted = [FloatPlane](repeating: FloatPlane(), count: 2)
    private let masking = LumaMasking()

    /// The power of contrast and structure at each scale; luminance has the last one's.
    static let powers = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]

    /// The least side that has a window at each scale.
    static let leastSide = Similarity.window << (powers.count - 1)

    /// Makes one that has seen nothing yet.
    public init() {}

    /// Scores a pair into ``PictureScores/msSsimY``, from 0 to 1; nil where a side is below 176, or where the pictures are
    /// so unlike that a scale's structure is below zero, which has no such power.
    public mutating func score(_ pair: PicturePair, into scores: inout PictureScores) {
        let luma = masking.luma(of: pair)
        guard min(luma.reference.width, luma.reference.height) >= Self.leastSide else {
            scores.msSsimY = nil
            return
        }
        references[0].take(luma.reference)
        distorted[0].take(luma.distorted)
        var score = 1.0
        for (scale, power) in Self.powers.enumerated() {
            if scale > 0 {
                references[scale % 2].take(halfOf: references[1 - scale % 2])
                distorted[scale % 2].take(halfOf: distorted[1 - scale % 2])
            }
            let similarity = Similarity.of(references[scale % 2], distorted[scale % 2])
            score *= pow(similarity.mean(\.contrast), power) * pow(similarity.mean(\.structure), power)
            if scale == Self.powers.count - 1 {
                score *= pow(similarity.mean(\.luminance), power)
            }
        }
        scores.msSsimY = score.isNaN ? nil : min(score, 1)
    }
}
