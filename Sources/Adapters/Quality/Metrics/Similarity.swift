/// How similar two pictures are in luminance, contrast and structure: sums over windows of 11 by 11 samples.
///
/// Wang, Bovik, Sheikh, Simoncelli: "Image quality assessment: from error visibility to structural similarity", 2004, with
/// K1 = 0.01, K2 = 0.03, L = 255; variances below zero count as zero, and so does a covariance below zero where the
/// deviations' product is zero, as in libvmaf.
struct Similarity: Equatable {
    /// Windows summed up.
    var windows = 0
    /// Sum of (2 μ₁ μ₂ + C₁) / (μ₁² + μ₂² + C₁).
    var luminance = 0.0
    /// Sum of (2 σ₁ σ₂ + C₂) / (σ₁² + σ₂² + C₂).
    var contrast = 0.0
    /// Sum of (σ₁₂ + C₂ / 2) / (σ₁ σ₂ + C₂ / 2).
    var structure = 0.0
    /// Sum of the three's product, window by window.
    var product = 0.0

    /// The side of a window.
    static let window = 11

    /// Compares two planes of one size, each side at least ``window``.
    static func of(_ reference: FloatPlane, _ distorted: FloatPlane) -> Similarity {
        var result = Similarity()
        reference.samples.withUnsafeBufferPointer { first in
            distorted.samples.withUnsafeBufferPointer { second in
                guard let first = first.baseAddress, let second = second.baseAddress else { return }
                for row in 0...max(reference.height - window, 0) {
                    let start = row * reference.width
                    SimilarityRows.add(
                        first + start,
                        second + start,
                        width: reference.width,
                        centre: reference.centre,
                        to: &result
                    )
                }
            }
        }
        return result
    }

    /// The mean product over all windows of two planes of one size, each side at least ``window``, which are counted from
    /// ``SampleRows/centre``; in single precision as ``mean(_:)``.
    static func meanProduct(_ reference: FloatPlane, _ distorted: FloatPlane) -> Double {
        guard reference.width >= SimilarityRows.leastWidth else {
            return Similarity.of(reference, distorted).mean(\.product)
        }
        let count = reference.height - window + 1
        let sum = reference.samples.withUnsafeBufferPointer { first in
            distorted.samples.withUnsafeBufferPointer { second in
                guard let first = first.baseAddress, let second = second.baseAddress else { return 0.0 }
                return SimilarityRows.products(first, second, width: reference.width, count: count)
            }
        }
        return Double(Float(sum / Double(count * (reference.width - window + 1))))
    }

    /// Adds one window: the formula that the fast loop follows.
    mutating func add(means: (Double, Double), variances: (Double, Double), covariance: Double) {
        let (c1, c2) = (0.01 * 255 * 0.01 * 255, 0.03 * 255 * 0.03 * 255)
        let (first, second) = (max(variances.0, 0), max(variances.1, 0))
        let deviations = (first * second).squareRoot()
        let both = covariance < 0 && deviations <= 0 ? 0 : covariance
        let l = (2 * means.0 * means.1 + c1) / (means.0 * means.0 + means.1 * means.1 + c1)
        let c = (2 * deviations + c2) / (first + second + c2)
        let s = (both + c2 / 2) / (deviations + c2 / 2)
        windows += 1
        luminance += l
        contrast += c
        structure += s
        product += l * c * s
    }

    /// The mean of one of the sums over the windows, in single precision as libvmaf has it.
    func mean(_ sum: KeyPath<Similarity, Double>) -> Double {
        Double(Float(self[keyPath: sum] / Double(windows)))
    }
}
