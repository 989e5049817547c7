internal import CKernels
internal import LabModel

/// Loops over rows of samples: the fast ones, and beside each a plain reference that it is tested against.
enum SampleRows {
    /// The sum of the squared differences of two rows' samples in some columns.
    static func squaredError(
        _ first: UnsafeRawPointer,
        _ second: UnsafeRawPointer,
        columns: Range<Int>,
        depth: Int
    ) -> UInt64 {
        let start = columns.lowerBound * (depth > 8 ? 2 : 1)
        let first = (first + start).assumingMemoryBound(to: UInt8.self)
        let second = (second + start).assumingMemoryBound(to: UInt8.self)
        guard depth > 8 else { return ck_squared_error_8(first, second, columns.count) }
        return ck_squared_error_16(first, second, columns.count, Int32(depth))
    }

    /// The reference of ``squaredError(_:_:columns:depth:)``.
    static func squaredErrorReference(_ first: [Int], _ second: [Int]) -> UInt64 {
        zip(first, second).reduce(0) { $0 + UInt64(($1.0 - $1.1) * ($1.0 - $1.1)) }
    }

    /// What the floats are counted from: smaller numbers have smaller rounding errors when they are squared.
    static let centre = CK_CENTRE

    /// Turns a row of a plane into floats from 0 to just under 256, whatever the depth, less ``centre``.
    static func widen(_ plane: PlaneView, row: Int, into target: UnsafeMutablePointer<Float>) {
        let source = (plane.base + row * plane.stride).assumingMemoryBound(to: UInt8.self)
        if plane.depth > 8 {
            ck_widen_row_16(target, source, plane.width, scale(ofDepth: plane.depth))
        } else {
            ck_widen_row_8(target, source, plane.width)
        }
    }

    /// The reference of ``widen(_:row:into:)``.
    static func widenReference(_ samples: [Int], depth: Int) -> [Float] {
        samples.map { Float($0) * scale(ofDepth: depth) - centre }
    }

    /// The means of boxes of `factor` rows and columns, as floats from 0 to just under 256, less ``centre``.
    ///
    /// - Parameters:
    ///   - plane: where the samples are.
    ///   - rows: the plane's rows that the boxes cover, `factor` of them, which may repeat.
    ///   - count: boxes, `factor` columns apart; the first one begins at column −factor / 2. Columns outside of the plane
    ///     are mirrored at its edge.
    ///   - target: has room for as many.
    static func box(_ plane: PlaneView, rows: [Int], count: Int, into target: UnsafeMutablePointer<Float>) {
        let factor = rows.count
        let scale = scale(ofDepth: plane.depth) / Float(factor * factor)
        withUnsafeTemporaryAllocation(of: UnsafePointer<UInt8>?.self, capacity: factor) { pointers in
            for (index, row) in rows.enumerated() {
                pointers[index] = (plane.base + row * plane.stride).assumingMemoryBound(to: UInt8.self)
            }
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: plane.width + 2 * factor) { work in
                if plane.depth > 8 {
                    ck_box_row_16(target, pointers.baseAddress, factor, plane.width, count, scale, work.baseAddress)
                } else {
                    ck_box_row_8(target, pointers.baseAddress, factor, plane.width, count, scale, work.baseAddress)
                }
            }
        }
    }

    /// The reference of ``box(_:rows:count:into:)``.
    static func boxReference(_ rows: [[Int]], count: Int, depth: Int) -> [Float] {
        let factor = rows.count
        return (0..<count).map { index in
            let columns = (0..<factor).map { index * factor - factor / 2 + $0 }
            let sum = rows.reduce(0) { sum, row in
                columns.reduce(sum) { $0 + row[mirrored($1, count: row.count)] }
            }
            return Float(Double(sum) / Double(factor * factor) / Double(1 << (depth - 8))) - centre
        }
    }

    /// The index within 0..<count that stands for one outside of it, as if a mirror stood at the edge.
    static func mirrored(_ index: Int, count: Int) -> Int {
        if index < 0 { return min(-1 - index, count - 1) }
        return index < count ? index : max(2 * count - 1 - index, 0)
    }

    private static func scale(ofDepth depth: Int) -> Float {
        1 / Float(1 << (depth - 8))
    }
}
