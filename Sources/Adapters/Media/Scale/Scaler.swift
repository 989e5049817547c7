/// Converts pictures to another size and to the lab's own colours, 4:2:0 with 8 bits of BT.709 in limited range; keeps
/// libav's tables between pictures of one kind.
///
/// The same picture gives the same samples on every machine.
public final class Scaler {
    private let converter = PictureConverter()

    /// Makes one; the tables come with the first picture.
    public init() {}

    /// Scales a picture into a buffer of any size, bicubic.
    ///
    /// What names no matrix is taken for BT.709, what names no range for limited.
    /// - Throws: ``MediaError/scalerFailed(reason:)`` or ``MediaError/outOfMemory(what:)``.
    public func scale(_ picture: Picture, into buffer: PictureBuffer) throws(MediaError) {
        try scale(picture.frame, into: buffer)
    }

    /// Scales a picture that others may read at the same time.
    /// - Throws: ``MediaError/scalerFailed(reason:)`` or ``MediaError/outOfMemory(what:)``.
    public func scale(_ picture: SharedPicture, into buffer: PictureBuffer) throws(MediaError) {
        try scale(picture.frame, into: buffer)
    }

    private func scale(_ source: FrameOwner, into buffer: PictureBuffer) throws(MediaError) {
        try buffer.makeWritable()
        try converter.convert(source, PictureColour(of: source), into: buffer.frame, .own)
    }
}
