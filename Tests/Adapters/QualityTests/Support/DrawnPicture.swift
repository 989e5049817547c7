import Foundation
import LabModel
import LabTesting
import Quality

/// A picture of any depth whose samples follow from a formula in whole numbers, so that others can draw the same one.
struct DrawnPicture {
    /// One plane, row by row.
    struct Plane {
        var width: Int
        var height: Int
        var samples: [Int]
    }

    /// What is drawn.
    enum Content: String, CaseIterable {
        case noise, smooth, steps, flat
    }

    /// How the received picture differs.
    enum Distortion: Hashable {
        case same, shift, negative, dim
        /// Adds up to so many 8-bit steps up or down.
        case grain(Int)
    }

    var depth: Int
    /// Luma, blue difference, red difference.
    var planes: [Plane]

    /// Draws a 4:2:0 picture, chroma rounded up.
    init(size: PixelSize, depth: Int, content: Content, seed: UInt64 = 7, shifted: Int = 0) {
        self.depth = depth
        planes = (0..<3).map { index in
            let size = index == 0 ? size : PixelSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
            var generator = SeededGenerator(seed: seed + 16 * UInt64(index))
            let peak = (1 << depth) - 1
            var samples: [Int] = []
            samples.reserveCapacity(size.width * size.height)
            for y in 0..<size.height {
                for x in shifted..<size.width + shifted {
                    let value =
                        switch content {
                        case .noise: Int(generator.next() & UInt64(peak))
                        case .smooth: peak / 4 + abs((3 * x + 2 * y + 31 * index) % 194 - 97) * peak / 194
                        case .steps: (x / 8 + y / 8 + index) % 2 * (peak * 7 / 8) + peak / 16
                        case .flat: peak * 9 / 10
                        }
                    samples.append(value)
                }
            }
            return Plane(width: size.width, height: size.height, samples: samples)
        }
    }

    /// A reference and what becomes of it.
    static func pair(
        size: PixelSize,
        depth: Int = 8,
        content: Content,
        distortion: Distortion,
        seed: UInt64 = 7
    ) -> (reference: DrawnPicture, distorted: DrawnPicture) {
        let reference = DrawnPicture(size: size, depth: depth, content: content, seed: seed)
        if case .shift = distortion {
            return (reference, DrawnPicture(size: size, depth: depth, content: content, seed: seed, shifted: 1))
        }
        return (reference, reference.distorted(distortion, seed: seed))
    }

    /// The picture as received.
    func distorted(_ distortion: Distortion, seed: UInt64) -> DrawnPicture {
        let peak = (1 << depth) - 1
        var result = self
        for index in planes.indices {
            var generator = SeededGenerator(seed: seed + 1 + 16 * UInt64(index))
            result.planes[index].samples = planes[index].samples.map { sample in
                switch distortion {
                case .same, .shift: return sample
                case .negative: return peak - sample
                case .dim: return sample * 7 / 8
                case .grain(let most):
                    let step = Int(generator.next() % UInt64(2 * most + 1)) - most
                    return min(max(sample + step * (1 << (depth - 8)), 0), peak)
                }
            }
        }
        return result
    }

    /// The sum of all samples, which tells whether two draw the same.
    var sum: Int {
        planes.reduce(0) { $1.samples.reduce($0, +) }
    }

    /// Lends the picture with rows that are `slack` bytes longer than they need to be, filled with something else.
    func withView<Result>(slack: Int = 0, _ body: (PictureView) throws -> Result) rethrows -> Result {
        let bytes = planes.map { plane in
            stride(from: 0, to: plane.samples.count, by: plane.width).flatMap { start in
                let row = plane.samples[start..<start + plane.width]
                return (depth > 8 ? row.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } : row.map { UInt8($0) })
                    + [UInt8](repeating: 0xA5, count: slack)
            }
        }
        return try bytes[0].withUnsafeBytes { luma in
            try bytes[1].withUnsafeBytes { blue in
                try bytes[2].withUnsafeBytes { red in
                    let bases = [luma, blue, red].compactMap(\.baseAddress)
                    let views = zip(planes, bases).map { plane, base in
                        PlaneView(
                            base: base,
                            width: plane.width,
                            height: plane.height,
                            stride: plane.width * (depth > 8 ? 2 : 1) + slack,
                            depth: depth
                        )
                    }
                    return try body(PictureView(luma: views[0], chromaBlue: views[1], chromaRed: views[2]))
                }
            }
        }
    }

    /// Scores a pair by metrics.
    static func score(
        _ pair: (reference: DrawnPicture, distorted: DrawnPicture),
        by metrics: Set<QualityMetric> = [.psnr, .ssim, .msSsim],
        masks: [PixelRect] = [],
        slack: Int = 0
    ) throws -> PictureScores {
        try pair.reference.withView(slack: slack) { reference in
            try pair.distorted.withView(slack: slack * 3) { distorted in
                var scorer = PictureMetrics.make(metrics)
                return scorer.score(try PicturePair(reference: reference, distorted: distorted, masks: masks))
            }
        }
    }
}

extension DrawnPicture {
    /// The planes one behind the other without gaps, as raw video has them.
    var packed: Data {
        planes.reduce(into: Data()) { bytes, plane in
            for sample in plane.samples {
                bytes.append(UInt8(sample & 255))
                if depth > 8 {
                    bytes.append(UInt8(sample >> 8))
                }
            }
        }
    }
}
