internal import CFFmpeg
public import LabModel

/// Memory for one 4:2:0 picture with 8 bits, BT.709 limited range, to be drawn into and encoded, again and again.
///
/// One thread at a time.
public final class PictureBuffer {
    /// The picture's size.
    public let size: PixelSize

    let frame: FrameOwner

    private init(frame: FrameOwner, size: PixelSize) {
        self.frame = frame
        self.size = size
    }

    /// Makes a buffer; what it shows is not defined until it is drawn into.
    /// - Throws: ``MediaError/badSetting(name:value:reason:)`` for a size that 4:2:0 cannot have, or
    ///   ``MediaError/outOfMemory(what:)``.
    public static func make(size: PixelSize) throws(MediaError) -> PictureBuffer {
        try EncoderSettings.check(size)
        return try allocate(size)
    }

    /// Makes a buffer for pictures of one size side by side: to be kept as a PNG, too wide for a video encoder perhaps.
    /// - Parameters:
    ///   - count: how many, from 1 to 4.
    ///   - size: the size of each.
    /// - Returns: the buffer; what it shows is not defined until it is drawn into.
    /// - Throws: ``MediaError/badSetting(name:value:reason:)`` for a count or a size that it cannot have, or
    ///   ``MediaError/outOfMemory(what:)``.
    public static func makeRow(of count: Int, size: PixelSize) throws(MediaError) -> PictureBuffer {
        try EncoderSettings.check(size)
        guard (1...4).contains(count) else {
            throw .badSetting(name: "count", value: "\(count)", reason: "a row has 1 to 4 pictures")
        }
        return try allocate(PixelSize(width: count * size.width, height: size.height))
    }

    private static func allocate(_ size: PixelSize) throws(MediaError) -> PictureBuffer {
        let frame = try FrameOwner.make(size: size, format: AV_PIX_FMT_YUV420P)
        frame.pointer.pointee.color_range = AVCOL_RANGE_MPEG
        frame.pointer.pointee.colorspace = AVCOL_SPC_BT709
        frame.pointer.pointee.color_primaries = AVCOL_PRI_BT709
        frame.pointer.pointee.color_trc = AVCOL_TRC_BT709
        return PictureBuffer(frame: frame, size: size)
    }

    /// Lends the planes for drawing, in place.
    public func withPlanes<R>(_ body: (MutablePictureView) throws -> R) rethrows -> R {
        // An encoder that still holds the last picture makes libav copy it; failing that, the old memory is drawn into.
        av_frame_make_writable(frame.pointer)
        return try body(view)
    }

    func makeWritable() throws(MediaError) {
        guard av_frame_make_writable(frame.pointer) >= 0 else { throw .outOfMemory(what: "a picture of \(size)") }
    }

    private var view: MutablePictureView {
        let values = frame.pointer.pointee
        let half = PixelSize(width: size.width / 2, height: size.height / 2)
        return MutablePictureView(
            luma: Self.plane(values.data.0, size: size, stride: values.linesize.0),
            chromaBlue: Self.plane(values.data.1, size: half, stride: values.linesize.1),
            chromaRed: Self.plane(values.data.2, size: half, stride: values.linesize.2)
        )
    }

    private static func plane(_ data: UnsafeMutablePointer<UInt8>?, size: PixelSize, stride: Int32) -> MutablePlaneView
    {
        guard let data else {
            preconditionFailure("libav allocates all three planes of a 4:2:0 picture, or fails in make")
        }
        return MutablePlaneView(base: data, width: size.width, height: size.height, stride: Int(stride))
    }
}
