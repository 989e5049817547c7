public import LabModel

/// A picture that was drawn and is now only read, on any thread: encoded again, or scaled.
///
/// Shares the memory of the ``PictureBuffer`` it was made from, which is not drawn into while this lives.
public final class SharedPicture: Sendable {
    /// The picture's size.
    public let size: PixelSize

    let frame: FrameOwner

    init(frame: FrameOwner, size: PixelSize) {
        self.frame = frame
        self.size = size
    }
}

extension PictureBuffer {
    /// Shares what is drawn; until all shares are released the buffer is not ``isFree``.
    /// - Throws: ``MediaError/outOfMemory(what:)``.
    public func share() throws(MediaError) -> SharedPicture {
        SharedPicture(frame: try frame.reference(), size: size)
    }

    /// Whether nobody else reads the memory: drawing into a buffer that is not free copies it first.
    public var isFree: Bool {
        frame.isAlone
    }
}
