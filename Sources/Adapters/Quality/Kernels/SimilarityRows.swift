internal import CKernels

/// Loops over rows of floats that SSIM and MS-SSIM are made of, with plain references, as in ``SampleRows``.
enum SimilarityRows {
    /// Nine weights around a sample: libvmaf's low-pass filter between the scales of MS-SSIM, a 9/7 wavelet's.
    static let halvingTaps: [Float] = [
        0.026727, -0.016828, -0.078201, 0.266846, 0.602914, 0.266846, -0.078201, -0.016828, 0.026727,
    ]
    /// What halving multiplies a grey picture by: the square of the taps' sum, which is a little more than 1.
    static let halvingGain = {
        let sum = halvingTaps.reduce(0) { $0 + Double($1) }
        return sum * sum
    }()
    /// Eleven weights around a sample: a Gaussian window with a deviation of 1.5, as libvmaf rounds it.
    static let windowTaps: [Float] = [
        0.001028, 0.007599, 0.036001, 0.109361, 0.213006, 0.266012, 0.213006, 0.109361, 0.036001, 0.007599, 0.001028,
    ]

    /// Filters nine rows into one of half the width, rounded up.
    ///
    /// - Parameters:
    ///   - base: the top left sample of a plane whose rows lie one behind the other.
    ///   - rows: the nine rows, from above to below, which may repeat.
    ///   - width: samples in a row, at least 5; those outside are mirrored at the edge.
    ///   - target: has room for (width + 1) / 2.
    static func halve(
        _ base: UnsafePointer<Float>,
        rows: [Int],
        width: Int,
        into target: UnsafeMutablePointer<Float>
    ) {
        withUnsafeTemporaryAllocation(of: UnsafePointer<Float>?.self, capacity: rows.count) { pointers in
            for (index, row) in rows.enumerated() {
                pointers[index] = base + row * width
            }
            withUnsafeTemporaryAllocation(of: Float.self, capacity: width + 16) { work in
                ck_halve_row(target, pointers.baseAddress, width, (width + 1) / 2, work.baseAddress)
            }
        }
    }

    /// The reference of ``halve(_:rows:width:into:)``.
    static func halveReference(_ rows: [[Float]]) -> [Double] {
        let width = rows.first?.count ?? 0
        let column = { (x: Int) in zip(rows, halvingTaps).reduce(0) { $0 + Double($1.0[x]) * Double($1.1) } }
        return stride(from: 0, to: width, by: 2).map { middle in
            zip(middle - 4...middle + 4, halvingTaps).reduce(0) {
                $0 + column(SampleRows.mirrored($1.0, count: width)) * Double($1.1)
            }
        }
    }

    /// Adds what the windows say whose top row is the one given.
    ///
    /// - Parameters:
    ///   - reference: the first sample of that row, of a plane whose rows lie one behind the other.
    ///   - distorted: the same of the other picture.
    ///   - width: samples in a row, at least 11.
    ///   - centre: what both are counted from.
    ///   - similarity: what the windows are added to.
    static func add(
        _ reference: UnsafePointer<Float>,
        _ distorted: UnsafePointer<Float>,
        width: Int,
        centre: Double,
        to similarity: inout Similarity
    ) {
        var sums = ck_similarity()
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 5 * (width + 16)) { work in
            ck_similarity_row(&sums, reference, distorted, width, Float(centre), work.baseAddress)
        }
        similarity.luminance += sums.luminance
        similarity.contrast += sums.contrast
        similarity.structure += sums.structure
        similarity.product += sums.similarity
        similarity.windows += width - 10
    }

    /// The sum of the windows' products alone, of planes counted from ``SampleRows/centre``: faster than three sums apart.
    ///
    /// - Parameters:
    ///   - reference: the first sample of the windows' top row, of a plane whose rows lie one behind the other.
    ///   - distorted: the same of the other picture.
    ///   - width: samples in a row, at least ``leastWidth``.
    ///   - count: rows of windows.
    /// - Returns: the same sum as ``add(_:_:width:centre:to:)`` adds to ``Similarity/product``, up to rounding.
    static func products(
        _ reference: UnsafePointer<Float>,
        _ distorted: UnsafePointer<Float>,
        width: Int,
        count: Int
    ) -> Double {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 15 * (width + 32)) { work in
            ck_ssim_rows(reference, distorted, width, count, work.baseAddress)
        }
    }

    /// The least width that ``products(_:_:width:count:)`` takes.
    static let leastWidth = 16

    /// The reference of ``add(_:_:width:centre:to:)``: of eleven rows of both pictures.
    static func addReference(
        _ reference: [[Double]],
        _ distorted: [[Double]],
        to similarity: inout Similarity
    ) {
        let width = reference.first?.count ?? 0
        for left in 0...width - 11 {
            let sum = { (value: (Int, Int) -> Double) in
                (0..<11).reduce(0.0) { sum, y in
                    (0..<11).reduce(sum) { $0 + Double(windowTaps[y]) * Double(windowTaps[$1]) * value(y, left + $1) }
                }
            }
            let meanA = sum { reference[$0][$1] }
            let meanB = sum { distorted[$0][$1] }
            similarity.add(
                means: (meanA, meanB),
                variances: (
                    sum { reference[$0][$1] * reference[$0][$1] } - meanA * meanA,
                    sum { distorted[$0][$1] * distorted[$0][$1] } - meanB * meanB
                ),
                covariance: sum { reference[$0][$1] * distorted[$0][$1] } - meanA * meanB
            )
        }
    }
}
