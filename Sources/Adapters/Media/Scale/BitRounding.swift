internal import LabModel

/// Makes samples of more than 8 bits ones of fewer, each the nearest: libswscale would cut or dither them.
struct BitRounding {
    /// What is read: more than 8 bits.
    let source: PictureView
    /// What is written: memory of the same size with fewer bits.
    let target: PictureView
    /// Whether luma uses all values, of which the greatest stands for the greatest; else a bit more is twice the value.
    let isFull: Bool

    /// Writes all three planes.
    func run() {
        let surplus = source.luma.depth - target.luma.depth
        let half = 1 << (surplus - 1)
        let (most, least) = ((1 << source.luma.depth) - 1, (1 << target.luma.depth) - 1)
        if isFull {
            Self.write(source.luma, target.luma) { (Int($0) * least + most / 2) / most }
        } else {
            Self.write(source.luma, target.luma) { min(least, (Int($0) + half) >> surplus) }
        }
        for (from, to) in [(source.chromaBlue, target.chromaBlue), (source.chromaRed, target.chromaRed)] {
            Self.write(from, to) { min(least, (Int($0) + half) >> surplus) }
        }
    }

    @inline(__always)
    private static func write(_ source: PlaneView, _ target: PlaneView, _ round: (UInt16) -> Int) {
        for row in 0..<min(source.height, target.height) {
            let from = (source.base + row * source.stride).assumingMemoryBound(to: UInt16.self)
            let start = UnsafeMutableRawPointer(mutating: target.base) + row * target.stride
            if target.bytesPerSample == 1 {
                let to = start.assumingMemoryBound(to: UInt8.self)
                for column in 0..<min(source.width, target.width) {
                    to[column] = UInt8(truncatingIfNeeded: round(UInt16(littleEndian: from[column])))
                }
            } else {
                let to = start.assumingMemoryBound(to: UInt16.self)
                for column in 0..<min(source.width, target.width) {
                    to[column] = UInt16(truncatingIfNeeded: round(UInt16(littleEndian: from[column]))).littleEndian
                }
            }
        }
    }
}
