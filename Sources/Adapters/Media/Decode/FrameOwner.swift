internal import CFFmpeg
internal import LabModel

/// Owns one libav frame; whoever holds it alone may write to it.
final class FrameOwner: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVFrame>

    private init(_ pointer: UnsafeMutablePointer<AVFrame>) {
        self.pointer = pointer
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&frame)
    }

    /// An empty frame, to be filled by libav.
    static func make() throws(MediaError) -> FrameOwner {
        guard let pointer = av_frame_alloc() else { throw .outOfMemory(what: "a picture") }
        return FrameOwner(pointer)
    }

    /// A frame with memory of its own.
    static func make(size: PixelSize, format: AVPixelFormat) throws(MediaError) -> FrameOwner {
        let frame = try make()
        frame.pointer.pointee.format = format.rawValue
        frame.pointer.pointee.width = Int32(clamping: size.width)
        frame.pointer.pointee.height = Int32(clamping: size.height)
        guard av_frame_get_buffer(frame.pointer, 0) >= 0 else { throw .outOfMemory(what: "a picture of \(size)") }
        return frame
    }

    /// A frame of 4:2:0 samples with 8, 10 or 12 bits and memory of its own; chroma's size is rounded up.
    static func make420(size: PixelSize, depth: Int) throws(MediaError) -> FrameOwner {
        let format =
            switch depth {
            case 8: AV_PIX_FMT_YUV420P
            case 10: AV_PIX_FMT_YUV420P10LE
            default: AV_PIX_FMT_YUV420P12LE
            }
        return try make(size: size, format: format)
    }

    /// Takes over the times, colours and whatever else stands beside another frame's samples.
    func copyProperties(of other: FrameOwner) {
        av_frame_copy_props(pointer, other.pointer)
    }

    /// Another frame with the same memory.
    func reference() throws(MediaError) -> FrameOwner {
        let other = try Self.make()
        guard av_frame_ref(other.pointer, pointer) >= 0 else { throw .outOfMemory(what: "a picture") }
        return other
    }

    /// Whether no other frame has its memory.
    var isAlone: Bool {
        av_frame_is_writable(pointer) > 0
    }

    var size: PixelSize {
        PixelSize(width: Int(pointer.pointee.width), height: Int(pointer.pointee.height))
    }

    var format: AVPixelFormat { AVPixelFormat(rawValue: pointer.pointee.format) }

    var formatName: String {
        av_get_pix_fmt_name(format).map { String(cString: $0) } ?? "unknown"
    }

    /// Whether the first plane holds luma samples side by side, as ``PlaneView`` describes them.
    var hasPlainLuma: Bool {
        guard let descriptor = av_pix_fmt_desc_get(format)?.pointee else { return false }
        let excluded = UInt64(
            AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL
                | AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_FLOAT
        )
        guard descriptor.flags & excluded == 0, pointer.pointee.linesize.0 > 0 else { return false }
        let luma = descriptor.comp.0
        let bytes: Int32 = luma.depth > 8 ? 2 : 1
        return luma.plane == 0 && luma.offset == 0 && luma.shift == 0 && luma.step == bytes && luma.depth >= 8
    }

    /// Bits of a sample of the first plane, or of red.
    var depth: Int {
        Int(av_pix_fmt_desc_get(format)?.pointee.comp.0.depth ?? 8)
    }

    /// The first plane; only where ``hasPlainLuma``.
    var luma: PlaneView {
        PlaneView(
            base: UnsafeRawPointer(pointer.pointee.data.0 ?? Self.nothing),
            width: Int(pointer.pointee.width),
            height: Int(pointer.pointee.height),
            stride: Int(pointer.pointee.linesize.0),
            depth: depth
        )
    }

    /// All three planes of 4:2:0 pictures with 8, 10 or 12 bits; nil for all others.
    var picture420: PictureView? {
        let known = [AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUV420P10LE, AV_PIX_FMT_YUV420P12LE]
        let values = pointer.pointee
        guard known.contains(format), hasPlainLuma, let blue = values.data.1, let red = values.data.2,
            values.linesize.1 > 0, values.linesize.2 > 0
        else {
            return nil
        }
        let luma = luma
        let (width, height) = ((luma.width + 1) / 2, (luma.height + 1) / 2)
        let chroma = { (base: UnsafeMutablePointer<UInt8>, stride: Int32) in
            PlaneView(base: base, width: width, height: height, stride: Int(stride), depth: luma.depth)
        }
        return PictureView(
            luma: luma,
            chromaBlue: chroma(blue, values.linesize.1),
            chromaRed: chroma(red, values.linesize.2)
        )
    }

    /// Stands for planes that libav left out, which it does not for pictures that it hands out.
    nonisolated(unsafe) private static let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
}
