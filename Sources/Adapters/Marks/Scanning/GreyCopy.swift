internal import CKernels
internal import LabModel

/// A part of a plane as grey bytes: smaller by a whole factor, as it is, or twice as large; and negated if asked for.
///
/// zbar turns its whole picture into black and white before it looks for a QR code, so that a copy of the part is
/// cheaper than scanning in place.
struct GreyCopy: Sendable {
    /// How the part is copied.
    struct Way: Equatable, Sendable {
        /// The part, in pixels; what lies outside the plane is left out.
        var box: PixelBox
        /// Pixels that become one, along each side, from 1 to 16.
        var factor = 1
        /// Whether each pixel becomes four instead.
        var isDoubled = false
        /// Whether black and white are exchanged.
        var isNegated = false
    }

    /// The bytes, row by row.
    private(set) var pixels: [UInt8] = []
    /// Bytes in a row.
    private(set) var width = 0
    /// Rows.
    private(set) var height = 0
    private var left = 0
    private var top = 0
    private var scale = 1.0

    /// Parts below this are no use to a scanner.
    private static let leastSide = 21

    /// Copies a part of a plane.
    /// - Returns: whether anything is left to be scanned.
    mutating func take(_ plane: PlaneView, _ way: Way) -> Bool {
        let columns = Self.range(way.box.x, within: plane.width)
        let rows = Self.range(way.box.y, within: plane.height)
        let factor = min(max(way.factor, 1), 16)
        (left, top) = (columns.lowerBound, rows.lowerBound)
        (width, height) = (columns.count / factor, rows.count / factor)
        scale = Double(factor)
        guard min(width, height) >= Self.leastSide else { return false }
        reserve(width * height)
        shrink(plane, factor: factor)
        if way.isDoubled {
            double()
        }
        if way.isNegated {
            for index in 0..<width * height {
                pixels[index] = ~pixels[index]
            }
        }
        return true
    }

    /// Where the corners of something in the copy lie in the plane.
    func cornersInPlane(_ corners: Projection.Corners) -> Projection.Corners {
        var result = corners
        for corner in Projection.Corners.all {
            result[keyPath: corner].x = Double(left) + corners[keyPath: corner].x * scale
            result[keyPath: corner].y = Double(top) + corners[keyPath: corner].y * scale
        }
        return result
    }

    /// Where a box of the copy lies in the plane.
    func boxInPlane(_ box: PixelBox) -> PixelBox {
        let place = { (range: ClosedRange<Double>, start: Int) in
            Double(start) + range.lowerBound * scale...Double(start) + range.upperBound * scale
        }
        return PixelBox(x: place(box.x, left), y: place(box.y, top))
    }

    private static func range(_ range: ClosedRange<Double>, within count: Int) -> Range<Int> {
        let clamped = range.clamped(to: 0...Double(count))
        return Int(clamped.lowerBound.rounded(.down))..<Int(clamped.upperBound.rounded(.up))
    }

    private mutating func reserve(_ count: Int) {
        if pixels.count < count {
            pixels = [UInt8](repeating: 0, count: count)
        }
    }

    private mutating func shrink(_ plane: PlaneView, factor: Int) {
        let start = plane.base.assumingMemoryBound(to: UInt8.self) + left * plane.bytesPerSample
        pixels.withUnsafeMutableBufferPointer { pixels in
            guard let target = pixels.baseAddress else { return }
            for row in 0..<height {
                let source = start + (top + row * factor) * plane.stride
                let line = target + row * width
                if plane.depth > 8 {
                    ck_shrink_row_16(line, source, plane.stride, factor, width, Int32(plane.depth))
                } else if factor == 1 {
                    line.update(from: source, count: width)
                } else {
                    ck_shrink_row_8(line, source, plane.stride, factor, width)
                }
            }
        }
    }

    /// Doubles both sides, halfway samples being the mean of their neighbours.
    private mutating func double() {
        let small = Array(pixels.prefix(width * height))
        let (oldWidth, oldHeight) = (width, height)
        width *= 2
        height *= 2
        scale /= 2
        reserve(width * height)
        small.withUnsafeBufferPointer { small in
            pixels.withUnsafeMutableBufferPointer { pixels in
                for y in 0..<height {
                    let above = y / 2 &* oldWidth
                    let below = min((y &+ 1) / 2, oldHeight &- 1) &* oldWidth
                    for x in 0..<width {
                        let (before, after) = (x / 2, min((x &+ 1) / 2, oldWidth &- 1))
                        let upper = Int(small[above &+ before]) &+ Int(small[above &+ after])
                        let lower = Int(small[below &+ before]) &+ Int(small[below &+ after])
                        pixels[y &* width &+ x] = UInt8(truncatingIfNeeded: (upper &+ lower) / 4)
                    }
                }
            }
        }
    }
}

extension GreyCopy {
    /// The reference of the shrinking loops: the mean of each box of samples, rounded down, as 8 bits.
    static func shrinkReference(_ rows: [[Int]], factor: Int, depth: Int) -> [UInt8] {
        let count = (rows.first?.count ?? 0) / factor
        return (0..<count).map { index in
            let sum = rows.prefix(factor).reduce(0) { sum, row in
                sum + row[index * factor..<(index + 1) * factor].reduce(0, +)
            }
            return UInt8(clamping: (sum / (factor * factor)) >> (depth - 8))
        }
    }
}
