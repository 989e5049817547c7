public import LabModel

/// Draws marks into pictures of one size; used from one thread at a time.
public struct MarkPainter: Sendable {
    /// Prepares to draw marks of a format into pictures of a size.
    /// - Throws: ``MarkError/pictureTooSmall(_:least:)``.
    public init(size: PixelSize, format: MarkFormat) throws(MarkError) {
        let layout = MarkLayout(size: size)
        guard layout.fits else { throw .pictureTooSmall(size, least: MarkLayout.leastSize) }
    }

    /// Draws a mark into a picture: cells in luma, and neutral colour under them.
    /// - Throws: ``MarkError/incompleteStamp``, ``MarkError/wrongPictureSize(_:expected:)``,
    ///   ``MarkError/encoderFailed(errorNumber:)``; the picture is then unchanged.
    public mutating func draw(_ stamp: FrameStamp, into picture: MutablePictureView) throws(MarkError) {
    }

    /// Draws a mark into luma alone, for pictures without colour.
    /// - Throws: as ``draw(_:into:)-(_,MutablePictureView)``.
    public mutating func draw(_ stamp: FrameStamp, into luma: MutablePlaneView) throws(MarkError) {
    }
}
