internal import LabModel

/// How a plane lies in memory: as long as it stays the same, so do the places to sample.
struct PlaneShape: Equatable, Sendable {
    let size: PixelSize
    let stride: Int
    let depth: Int
    private let isAligned: Bool

    /// The shape of a plane.
    init(_ plane: PlaneView) {
        size = plane.size
        stride = plane.stride
        depth = plane.depth
        let alignment = UInt(plane.bytesPerSample)
        isAligned = UInt(bitPattern: plane.base) % alignment == 0 && UInt(bitPattern: plane.stride) % alignment == 0
    }

    /// Planes beyond this are refused, so that a wrong size cannot ask for all memory.
    static let greatestSide = 16_384
    private static let greatestStride = 65_536

    /// Whether the plane can be read at all.
    var isReadable: Bool {
        (1...Self.greatestSide).contains(size.width) && (1...Self.greatestSide).contains(size.height)
            && (8...16).contains(depth) && isAligned
            && stride >= size.width * (depth > 8 ? 2 : 1) && stride <= Self.greatestStride
    }
}
