public import LabModel

/// Makes pictures comparable: all of one ``PictureForm``.
///
/// Keeps libav's tables between pictures of one kind; one thread at a time.
public final class PictureFitter {
    /// What pictures are made to be.
    public let form: PictureForm

    private let buffer: FrameOwner
    private let converter = PictureConverter()

    private init(form: PictureForm, buffer: FrameOwner) {
        self.form = form
        self.buffer = buffer
    }

    /// Makes one for a form; the tables come with the first picture that needs them.
    /// - Throws: ``MediaError/badSetting(name:value:reason:)`` for sides outside 1 to 8192, or
    ///   ``MediaError/outOfMemory(what:)``.
    public static func make(_ form: PictureForm) throws(MediaError) -> PictureFitter {
        let limit = 8_192
        guard (1...limit).contains(form.size.width), (1...limit).contains(form.size.height) else {
            throw .badSetting(name: "size", value: "\(form.size)", reason: "both sides must be from 1 to \(limit)")
        }
        return PictureFitter(form: form, buffer: try FrameOwner.make420(size: form.size, depth: form.depth))
    }

    /// Whether a picture has the form already.
    public func isFit(_ picture: Picture) -> Bool {
        picture.size == form.size && picture.frame.picture420?.luma.depth == form.depth
            && PictureColour(of: picture.frame).agrees(with: form.colour)
    }

    /// Lends a picture as it compares: in place where it has the form, else bicubic in the fitter's own memory.
    ///
    /// A picture that names no matrix is taken to have the form's, one that names no range to have the limited one;
    /// surplus bits are rounded away.
    /// - Throws: ``MediaError/scalerFailed(reason:)`` or ``MediaError/outOfMemory(what:)``.
    public func fit<R>(_ picture: Picture, _ body: (PictureView) -> R) throws(MediaError) -> R {
        if isFit(picture), let view = picture.frame.picture420 {
            return body(view)
        }
        try converter.convert(picture.frame, PictureColour(of: picture.frame), into: buffer, form.colour)
        return body(try view())
    }

    /// Lends a black picture.
    /// - Throws: ``MediaError/outOfMemory(what:)``.
    public func black<R>(_ body: (PictureView) -> R) throws(MediaError) -> R {
        let step = 1 << (form.depth - 8)
        let view = try view()
        Self.fill(view.luma, with: form.colour.isFull ? 0 : 16 * step)
        Self.fill(view.chromaBlue, with: 128 * step)
        Self.fill(view.chromaRed, with: 128 * step)
        return body(view)
    }

    private func view() throws(MediaError) -> PictureView {
        guard let view = buffer.picture420 else { throw .outOfMemory(what: "a picture of \(form.size)") }
        return view
    }

    /// Only planes of the fitter's own memory.
    private static func fill(_ plane: PlaneView, with level: Int) {
        for row in 0..<plane.height {
            let start = UnsafeMutableRawPointer(mutating: plane.base) + row * plane.stride
            if plane.bytesPerSample == 1 {
                start.initializeMemory(as: UInt8.self, repeating: UInt8(level), count: plane.width)
            } else {
                start.initializeMemory(as: UInt16.self, repeating: UInt16(level).littleEndian, count: plane.width)
            }
        }
    }
}
