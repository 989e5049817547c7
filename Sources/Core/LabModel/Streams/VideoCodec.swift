/// The codecs that a streamer can encode with.
public enum VideoCodec: String, Sendable, CaseIterable, Codable {
    /// H.264 / AVC.
    case h264
    /// H.265 / HEVC.
    case hevc
    /// VP9.
    case vp9
    /// AV1.
    case av1
    /// Motion JPEG.
    case mjpeg
}
