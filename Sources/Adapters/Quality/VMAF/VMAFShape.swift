public import LabModel

/// The shape of every picture that a session scores: 4:2:0, chroma's size rounded up.
public struct VMAFShape: Hashable, Sendable {
    /// The luma plane's size.
    public let size: PixelSize
    /// Bits of a sample: 8, or 10 or 12 in two little-endian bytes.
    public let depth: Int

    /// Makes a shape.
    public init(size: PixelSize, depth: Int = 8) {
        self.size = size
        self.depth = depth
    }

    /// The shape of a picture.
    public init(of picture: PictureView) {
        self.init(size: picture.luma.size, depth: picture.luma.depth)
    }

    /// The size of both chroma planes.
    var chromaSize: PixelSize {
        PixelSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
    }

    /// Bytes of one sample: 1 or 2.
    var bytesPerSample: Int {
        depth > 8 ? 2 : 1
    }

    /// Such as `1280x720 of 8 bits`.
    var description: String {
        "\(size) of \(depth) bits"
    }

    /// Whether all three planes of a picture have it.
    func fits(_ picture: PictureView) -> Bool {
        picture.luma.size == size && picture.chromaBlue.size == chromaSize && picture.chromaRed.size == chromaSize
            && [picture.luma, picture.chromaBlue, picture.chromaRed].allSatisfy { $0.depth == depth }
    }
}
