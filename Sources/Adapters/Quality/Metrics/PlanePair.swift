internal import LabModel

/// The same plane of a reference and of what became of it.
struct PlanePair {
    /// The plane as sent.
    let reference: PlaneView
    /// The plane as received; of the same size and depth.
    let distorted: PlaneView
    /// The reference's luma, which the masks are about.
    let luma: PlaneView
    /// Areas that do not count.
    let masks: [PixelRect]

    /// The mean of the squared differences of the samples that count, in squares of their own steps; nil where none does.
    func meanSquaredError() -> Double? {
        let (width, height) = countedSize
        var (sum, count) = (UInt64(0), 0)
        for band in MaskedArea(masks, of: reference, beside: luma).bands(width: width, height: height) {
            count += band.rows.count * band.columns.reduce(0) { $0 + $1.count }
            for row in band.rows {
                let first = reference.base + row * reference.stride
                let second = distorted.base + row * distorted.stride
                for columns in band.columns {
                    sum += SampleRows.squaredError(first, second, columns: columns, depth: reference.depth)
                }
            }
        }
        return count > 0 ? Double(sum) / Double(count) : nil
    }

    /// libvmaf halves an odd width and height of luma downwards to have those of chroma.
    private var countedSize: (width: Int, height: Int) {
        (
            reference.width < luma.width ? min(reference.width, luma.width / 2) : reference.width,
            reference.height < luma.height ? min(reference.height, luma.height / 2) : reference.height
        )
    }
}
