internal import LabModel

/// How a plane lies in memory: as long as it stays the same, so do the places to sample.
struct PlaneShape: Equatable, Sendable {
    let size: PixelSize
    let stride: Int
    let depth: Int

    /// The shape of a plane.
    init(_ plane: PlaneView) {
        size = plane.size
        stride = plane.stride
        depth = plane.depth
    }

    /// Planes beyond this are refused, so that a wrong size cannot ask for all memory.
    static let greatestSide = 16_384

    /// Whether the plane can be read at all.
    var isReadable: Bool {
        (1...Self.greatestSide).contains(size.width) && (1...Self.greatestSide).contains(size.height)
            && (8...16).contains(depth) && stride >= size.width * (depth > 8 ? 2 : 1)
    }
}
