internal import CFFmpeg

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
        ]
    }

    private static func text(_ version: UInt32) -> String {
        "\(version >> 16).\(version >> 8 & 0xFF).\(version & 0xFF)"
    }
}
