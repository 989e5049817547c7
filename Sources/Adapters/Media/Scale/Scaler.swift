internal import CFFmpeg
internal import LabModel

/// Converts pictures to another size and to 4:2:0 with 8 bits; keeps libav's tables between pictures of one kind.
public final class Scaler {
    private var context: OpaquePointer?

    /// Makes one; the tables come with the first picture.
    public init() {}

    deinit {
        sws_freeContext(context)
    }

    /// Scales a picture into a buffer of any size, bicubic, to limited range.
    /// - Throws: ``MediaError/scalerFailed(reason:)``.
    public func scale(_ picture: Picture, into buffer: PictureBuffer) throws(MediaError) {
        try buffer.makeWritable()
        try scale(picture.frame, into: buffer.frame)
    }

    /// Scales a picture that others may read at the same time.
    /// - Throws: ``MediaError/scalerFailed(reason:)``.
    public func scale(_ picture: SharedPicture, into buffer: PictureBuffer) throws(MediaError) {
        try buffer.makeWritable()
        try scale(picture.frame, into: buffer.frame)
    }

    func scale(_ source: FrameOwner, into target: FrameOwner) throws(MediaError) {
        let from = source.pointer.pointee
        let to = target.pointer.pointee
        context = sws_getCachedContext(
            context,
            from.width,
            from.height,
            source.format,
            to.width,
            to.height,
            target.format,
            Int32(SWS_BICUBIC),
            nil,
            nil,
            nil
        )
        guard context != nil else { throw .scalerFailed(reason: "\(source.formatName) is not supported") }
        let code = sws_scale_frame(context, target.pointer, source.pointer)
        guard code >= 0 else { throw .scalerFailed(reason: LibavText.of(code)) }
    }
}
