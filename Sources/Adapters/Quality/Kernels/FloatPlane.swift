internal import LabModel

/// Luma as floats from 0 to just under 256, less its centre, whatever the depth it came from.
///
/// Its memory is kept for the next picture.
struct FloatPlane {
    /// Samples in a row; rows lie one behind the other.
    private(set) var width = 0
    /// Rows.
    private(set) var height = 0
    /// What must be added to a sample to have the picture's.
    private(set) var centre = 0.0
    /// At least the plane's samples.
    private(set) var samples: [Float] = []

    /// Takes a plane as it is.
    mutating func take(_ plane: PlaneView) {
        fill(plane.size, centre: Double(SampleRows.centre)) { row, target in
            SampleRows.widen(plane, row: row, into: target)
        }
    }

    /// Takes a plane made smaller by a whole factor, as libvmaf does before SSIM.
    ///
    /// Each sample is the mean of a box of `factor` rows and columns around every `factor`-th sample. An odd side has one
    /// more sample than the factor leaves it.
    mutating func take(_ plane: PlaneView, dividedBy factor: Int) {
        guard factor > 1 else { return take(plane) }
        let size = Self.size(of: plane, dividedBy: factor)
        var rows = [Int](repeating: 0, count: factor)
        fill(size, centre: Double(SampleRows.centre)) { row, target in
            for index in rows.indices {
                rows[index] = SampleRows.mirrored(row * factor - factor / 2 + index, count: plane.height)
            }
            SampleRows.box(plane, rows: rows, count: size.width, into: target)
        }
    }

    /// The size that ``take(_:dividedBy:)`` gives.
    static func size(of plane: PlaneView, dividedBy factor: Int) -> PixelSize {
        guard factor > 1 else { return plane.size }
        return PixelSize(
            width: plane.width / factor + plane.width % 2,
            height: plane.height / factor + plane.height % 2
        )
    }

    /// Takes another plane at half its width and height, rounded up, filtered as libvmaf does between MS-SSIM's scales.
    mutating func take(halfOf plane: FloatPlane) {
        plane.samples.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            let size = PixelSize(width: (plane.width + 1) / 2, height: (plane.height + 1) / 2)
            fill(size, centre: plane.centre * SimilarityRows.halvingGain) { row, target in
                let rows = (0..<9).map { SampleRows.mirrored(2 * row - 4 + $0, count: plane.height) }
                SimilarityRows.halve(base, rows: rows, width: plane.width, into: target)
            }
        }
    }

    private mutating func fill(_ size: PixelSize, centre: Double, row fill: (Int, UnsafeMutablePointer<Float>) -> Void)
    {
        (width, height) = (size.width, size.height)
        self.centre = centre
        if samples.count < width * height {
            samples = [Float](repeating: 0, count: width * height)
        }
        samples.withUnsafeMutableBufferPointer { samples in
            guard let base = samples.baseAddress else { return }
            for row in 0..<height {
                fill(row, base + row * width)
            }
        }
    }
}
