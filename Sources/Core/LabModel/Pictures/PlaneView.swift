/// One plane of a picture, borrowed: valid only while its owner keeps the picture, and only on one thread at a time.
public struct PlaneView {
    /// The first byte of the top row.
    public let base: UnsafeRawPointer
    /// Samples in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Bytes from one row's start to the next one's: at least the row's own bytes, never negative.
    public let stride: Int
    /// Bits that a sample uses: 8, or 10 to 16 in two little-endian bytes.
    public let depth: Int

    /// Borrows a plane.
    public init(base: UnsafeRawPointer, width: Int, height: Int, stride: Int, depth: Int = 8) {
        self.base = base
        self.width = width
        self.height = height
        self.stride = stride
        self.depth = depth
    }

    /// Bytes of one sample: 1 or 2.
    public var bytesPerSample: Int {
        depth > 8 ? 2 : 1
    }

    /// The plane's size in samples.
    public var size: PixelSize {
        PixelSize(width: width, height: height)
    }
}

/// One plane of a picture that may be written to, borrowed as ``PlaneView`` is; 8 bits a sample.
public struct MutablePlaneView {
    /// The first byte of the top row.
    public let base: UnsafeMutableRawPointer
    /// Samples in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Bytes from one row's start to the next one's.
    public let stride: Int

    /// Borrows a plane.
    public init(base: UnsafeMutableRawPointer, width: Int, height: Int, stride: Int) {
        self.base = base
        self.width = width
        self.height = height
        self.stride = stride
    }

    /// The same plane, to be read only.
    public var readOnly: PlaneView {
        PlaneView(base: UnsafeRawPointer(base), width: width, height: height, stride: stride)
    }
}

/// The three planes of a 4:2:0 picture of 8 bits that may be written to, borrowed.
public struct MutablePictureView {
    /// Luma, full size.
    public let luma: MutablePlaneView
    /// Blue difference, half size both ways.
    public let chromaBlue: MutablePlaneView
    /// Red difference, half size both ways.
    public let chromaRed: MutablePlaneView

    /// Borrows a picture.
    public init(luma: MutablePlaneView, chromaBlue: MutablePlaneView, chromaRed: MutablePlaneView) {
        self.luma = luma
        self.chromaBlue = chromaBlue
        self.chromaRed = chromaRed
    }
}
