internal import CFFmpeg

/// Makes a picture with a plain luma plane from one without: RGB, packed or big-endian samples.
///
/// RGB becomes the lab's own colours, BT.709 in limited range; all others keep their matrix and range.
struct LumaConverter {
    private var converter: PictureConverter?

    mutating func convert(_ frame: FrameOwner) throws(MediaError) -> FrameOwner {
        let converter = converter ?? PictureConverter()
        self.converter = converter
        let plain = try FrameOwner.make420(size: frame.size, depth: 8)
        let colour = frame.isRGB ? PictureColour.own : PictureColour(of: frame)
        try converter.convert(frame, colour, into: plain, colour)
        plain.copyProperties(of: frame)
        if frame.isRGB {
            plain.pointer.pointee.colorspace = AVCOL_SPC_BT709
            plain.pointer.pointee.color_range = AVCOL_RANGE_MPEG
        }
        return plain
    }
}

extension FrameOwner {
    /// Whether samples are red, green and blue, or stand for such in a palette.
    fileprivate var isRGB: Bool {
        guard let descriptor = av_pix_fmt_desc_get(format)?.pointee else { return false }
        return descriptor.flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL) != 0
    }
}
