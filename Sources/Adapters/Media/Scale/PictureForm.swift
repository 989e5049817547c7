public import LabModel

/// What pictures are made to be before they are compared: 4:2:0 of one size, depth, range and matrix.
public struct PictureForm: Hashable, Sendable, CustomStringConvertible {
    /// Luma's size; sides may be odd, chroma's are rounded up.
    public let size: PixelSize
    /// Bits of a sample: 8, or 10 or 12 in two little-endian bytes.
    public let depth: Int

    let colour: PictureColour

    private init(size: PixelSize, depth: Int, colour: PictureColour) {
        self.size = size
        self.depth = depth
        self.colour = colour
    }

    /// What the lab's own pictures of a size are: 8 bits, BT.709 in limited range.
    public static func own(_ size: PixelSize) -> PictureForm {
        PictureForm(size: size, depth: 8, colour: .own)
    }

    /// What a picture is already, but for chroma that is not 4:2:0: of 9 bits become 10, of more than 12 become 12.
    public init(of picture: Picture) {
        let depth = picture.withLuma(\.depth)
        let kept = depth <= 8 ? 8 : depth <= 10 ? 10 : 12
        self.init(size: picture.size, depth: kept, colour: PictureColour(of: picture.frame))
    }

    /// Such as `1280x720 of 8 bits, bt709 limited`.
    public var description: String {
        "\(size) of \(depth) bits, \(colour.text)"
    }
}
