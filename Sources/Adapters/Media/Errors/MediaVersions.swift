internal import CFFmpeg
internal import LabModel

/// The versions of what is sealed here, as a run's manifest records them.
public enum MediaVersions {
    /// Library names and versions, such as `libavcodec`: `59.37.100`.
    public static var all: [String: String] {
        [
            "ffmpeg": av_version_info().map { String(cString: $0) } ?? "unknown",
            "libavcodec": text(avcodec_version()),
            "libavformat": text(avformat_version()),
            "libavutil": text(avutil_version()),
            "libswscale": text(swscale_version()),
            "libx264": x264,
        ]
    }

    /// x264's build, which it writes into its first access unit and tells nowhere else; `unknown` where it does not.
    private static let x264: String = {
        let size = PixelSize(width: 64, height: 64)
        guard let frameRate = FrameRate(numerator: 25) else { return "unknown" }
        let settings = EncoderSettings(
            codec: .h264,
            size: size,
            frameRate: frameRate,
            bitrate: DataRate(bitsPerSecond: 100_000),
            gop: .seconds(1)
        )
        do throws(MediaError) {
            let packets = try VideoEncoder.open(settings).encode(PictureBuffer.make(size: size), index: 0)
            let text = String(decoding: packets.first?.copyBytes() ?? [], as: UTF8.self)
            guard let start = text.firstRange(of: "x264 - core ") else { return "unknown" }
            return String(text[start.upperBound...].prefix { $0 != "-" }).trimmed
        } catch {
            return "none: \(error.what)"
        }
    }()

    private static func text(_ version: UInt32) -> String {
        "\(version >> 16).\(version >> 8 & 0xFF).\(version & 0xFF)"
    }
}

extension String {
    fileprivate var trimmed: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
