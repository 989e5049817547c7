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

    /// The first plane; only where ``hasPlainLuma``.
    var luma: PlaneView {
        let depth = av_pix_fmt_desc_get(format)?.pointee.comp.0.depth ?? 8
        return PlaneView(
            base: UnsafeRawPointer(pointer.pointee.data.0 ?? Self.nothing),
            width: Int(pointer.pointee.width),
            height: Int(pointer.pointee.height),
            stride: Int(pointer.pointee.linesize.0),
            depth: Int(depth)
        )
    }

    /// All three planes of 4:2:0 pictures with 8 bits.
    var planes420: (PlaneView, PlaneView, PlaneView)? {
        guard format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P else { return nil }
        let values = pointer.pointee
        guard let blue = values.data.1, let red = values.data.2, values.linesize.1 > 0 else { return nil }
        let width = (Int(values.width) + 1) / 2
        let height = (Int(values.height) + 1) / 2
        return (
            luma,
            PlaneView(base: blue, width: width, height: height, stride: Int(values.linesize.1)),
            PlaneView(base: red, width: width, height: height, stride: Int(values.linesize.2))
        )
    }

    /// Stands for planes that libav left out, which it does not for pictures that it hands out.
    nonisolated(unsafe) private static let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
}
