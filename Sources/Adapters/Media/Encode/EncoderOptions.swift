internal import LabModel

/// libav's encoder for a codec, and the options that make it give each picture at once.
struct EncoderOptions {
    /// libav's names, the preferred one first.
    var names: [String]
    var options: [(name: String, value: String)]

    static func of(_ settings: EncoderSettings) -> EncoderOptions {
        switch settings.codec {
        case .h264: h264(settings)
        case .hevc: hevc(settings)
        case .vp9:
            EncoderOptions(
                names: ["libvpx-vp9"],
                options: [
                    ("deadline", "realtime"), ("cpu-used", "8"), ("lag-in-frames", "0"), ("error-resilient", "1"),
                    ("auto-alt-ref", "0"), ("row-mt", "0"),
                ]
            )
        case .av1: av1
        case .mjpeg: EncoderOptions(names: ["mjpeg"], options: [("huffman", "default")])
        }
    }

    /// Closed IDRs at fixed distances, one thread, nothing looked ahead at, headers at every keyframe.
    private static func h264(_ settings: EncoderSettings) -> EncoderOptions {
        let parameters = [
            "scenecut=0", "open-gop=0", "force-cfr=1", "intra-refresh=0", "sliced-threads=0", "bframes=0",
            "rc-lookahead=0", "sync-lookahead=0", "aud=1",
        ]
        return EncoderOptions(
            names: ["libx264"],
            options: [
                ("preset", settings.preset), ("tune", "zerolatency"), ("forced-idr", "1"),
                ("x264-params", parameters.joined(separator: ":")),
            ]
        )
    }

    private static func hevc(_ settings: EncoderSettings) -> EncoderOptions {
        let parameters = [
            "scenecut=0", "open-gop=0", "bframes=0", "rc-lookahead=0", "pools=none", "frame-threads=1", "wpp=0",
            "repeat-headers=1", "aud=1", "log-level=none", "keyint=\(settings.framesPerGOP)",
            "min-keyint=\(settings.framesPerGOP)",
        ]
        return EncoderOptions(
            names: ["libx265"],
            options: [
                ("preset", settings.preset), ("tune", "zerolatency"), ("forced-idr", "1"),
                ("x265-params", parameters.joined(separator: ":")),
            ]
        )
    }

    private static let av1 = EncoderOptions(
        names: ["libaom-av1"],
        options: [("usage", "realtime"), ("cpu-used", "8"), ("lag-in-frames", "0"), ("row-mt", "0")]
    )
}
