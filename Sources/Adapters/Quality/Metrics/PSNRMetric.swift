internal import Glibc
public import LabModel

/// Peak signal-to-noise ratio of each plane, and luma's mean squared error, as libvmaf's feature `psnr` has them.
///
/// min(10 · log10(peak² / max(mse, 1e-16)), 6 · depth + 12) dB, peak being the greatest sample of so many bits. Of chroma
/// of an odd width or height libvmaf leaves out the last column or row, and so does this.
public struct PSNRMetric: PictureMetric {
    /// Makes one.
    public init() {}

    /// Scores a pair into ``PictureScores/psnrY``, `psnrU`, `psnrV` and `mseY`; nil where no sample counts.
    public mutating func score(_ pair: PicturePair, into scores: inout PictureScores) {
        let (reference, distorted) = (pair.reference, pair.distorted)
        let planes = { (plane: KeyPath<PictureView, PlaneView>) in
            PlanePair(
                reference: reference[keyPath: plane],
                distorted: distorted[keyPath: plane],
                luma: reference.luma,
                masks: pair.masks
            )
        }
        let luma = planes(\.luma).meanSquaredError()
        let peak = Double(Self.peak(ofDepth: reference.luma.depth))
        scores.mseY = luma.map { $0 * (255 / peak) * (255 / peak) }
        scores.psnrY = luma.map { Self.ratio($0, depth: reference.luma.depth) }
        scores.psnrU = planes(\.chromaBlue).meanSquaredError().map {
            Self.ratio($0, depth: reference.chromaBlue.depth)
        }
        scores.psnrV = planes(\.chromaRed).meanSquaredError().map { Self.ratio($0, depth: reference.chromaRed.depth) }
    }

    /// The ratio in dB of a mean squared error of samples of `depth` bits.
    static func ratio(_ meanSquaredError: Double, depth: Int) -> Double {
        let peak = Double(peak(ofDepth: depth))
        return min(10 * log10(peak * peak / max(meanSquaredError, 1e-16)), Double(6 * depth + 12))
    }

    private static func peak(ofDepth depth: Int) -> Int {
        (1 << depth) - 1
    }
}
