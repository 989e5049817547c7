public import LabModel

/// The providers that need no file.
public enum BuiltInProvider: String, Hashable, Sendable, CaseIterable {
    /// The streamer's transport stream, its fastest way.
    case direct
    /// The streamer's fragmented MP4.
    case mp4
    /// The streamer's HLS, played without its parts.
    case hls
    /// The same, played with its parts.
    case lowLatencyHLS = "ll-hls"
    /// An nginx with its RTMP module that the lab starts for the run: pushed to by RTMP, played by HLS.
    case nginxRTMP = "nginx-rtmp"

    /// What stands in the addresses of ``nginxRTMP`` for a port that is chosen when it is started.
    static let portPlace = "PORT"

    /// What it is as a provider.
    public var provider: Provider {
        switch self {
        case .direct:
            Provider(name: rawValue, playback: "/live.ts", playbackProtocol: .ts, notes: "the streamer's own TS")
        case .mp4:
            Provider(name: rawValue, playback: "/live.mp4", playbackProtocol: .mp4, notes: "the streamer's own MP4")
        case .hls:
            Provider(
                name: rawValue,
                playback: "/hls/stream.m3u8",
                playbackProtocol: .hls,
                notes: "the streamer's own HLS, parts ignored"
            )
        case .lowLatencyHLS:
            Provider(
                name: rawValue,
                playback: "/hls/stream.m3u8",
                playbackProtocol: .lowLatencyHLS,
                notes: "the streamer's own HLS, with parts"
            )
        case .nginxRTMP:
            Provider(
                name: rawValue,
                push: ["rtmp://127.0.0.1:\(Self.portPlace)/live/stream"],
                playback: "http://127.0.0.1:\(Self.portPlace)/hls/stream.m3u8",
                playbackProtocol: .hls,
                notes: "a private nginx with its RTMP module, started for the run"
            )
        }
    }
}
