/// The three planes of a picture to be read, borrowed as ``PlaneView`` is; all of one depth.
public struct PictureView {
    /// Luma, full size.
    public let luma: PlaneView
    /// Blue difference; half size both ways, rounded up, where the picture is 4:2:0.
    public let chromaBlue: PlaneView
    /// Red difference, of the same size.
    public let chromaRed: PlaneView

    /// Borrows a picture.
    public init(luma: PlaneView, chromaBlue: PlaneView, chromaRed: PlaneView) {
        self.luma = luma
        self.chromaBlue = chromaBlue
        self.chromaRed = chromaRed
    }
}

extension MutablePictureView {
    /// The same picture, to be read only.
    public var readOnly: PictureView {
        PictureView(luma: luma.readOnly, chromaBlue: chromaBlue.readOnly, chromaRed: chromaRed.readOnly)
    }
}

/// A rectangle of a picture's luma plane, in pixels from the top left.
public struct PixelRect: Hashable, Sendable, Codable {
    /// The left column.
    public var x: Int
    /// The top row.
    public var y: Int
    /// Columns, at least 0.
    public var width: Int
    /// Rows, at least 0.
    public var height: Int

    /// Makes a rectangle.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}
