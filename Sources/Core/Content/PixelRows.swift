internal import CKernels

/// Loops over rows of samples: the fast ones, and beside each a plain reference that it is tested against.
enum PixelRows {
    /// Sets each target sample to the mean of two others, rounded up, plus a third, modulo 256.
    static func blend(
        _ first: UnsafePointer<UInt8>,
        _ second: UnsafePointer<UInt8>,
        plus grain: UnsafePointer<UInt8>,
        into target: UnsafeMutablePointer<UInt8>,
        count: Int
    ) {
        ck_blend_row(target, first, second, grain, count)
    }

    /// The reference of ``blend(_:_:plus:into:count:)``.
    static func blendReference(_ first: [UInt8], _ second: [UInt8], plus grain: [UInt8]) -> [UInt8] {
        first.indices.map { index in
            let mean = (Int(first[index]) + Int(second[index]) + 1) / 2
            return UInt8(truncatingIfNeeded: mean + Int(grain[index]))
        }
    }
}
