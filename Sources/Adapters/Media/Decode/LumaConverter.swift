internal import CFFmpeg
internal import LabModel

/// Makes a picture with a plain luma plane from one without: RGB, packed or big-endian samples.
struct LumaConverter {
    private var scaler: Scaler?

    mutating func convert(_ frame: FrameOwner) throws(MediaError) -> FrameOwner {
        let scaler = scaler ?? Scaler()
        self.scaler = scaler
        let size = PixelSize(width: Int(frame.pointer.pointee.width), height: Int(frame.pointer.pointee.height))
        let plain = try FrameOwner.make(size: size, format: AV_PIX_FMT_YUV420P)
        try scaler.scale(frame, into: plain)
        av_frame_copy_props(plain.pointer, frame.pointer)
        return plain
    }
}
