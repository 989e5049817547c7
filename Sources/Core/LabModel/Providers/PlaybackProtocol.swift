/// How a provider's stream is played.
public enum PlaybackProtocol: String, Hashable, Sendable, CaseIterable, Codable {
    /// By what the address and its answer say.
    case automatic = "auto"
    /// An MPEG transport stream, over HTTP or any other transport.
    case ts
    /// Fragmented MP4 over HTTP.
    case mp4
    /// Pictures in a multipart answer over HTTP.
    case mjpeg
    /// HLS, its parts ignored.
    case hls
    /// HLS with its parts.
    case lowLatencyHLS = "ll-hls"
    /// DASH.
    case dash
    /// RTMP, with or without TLS.
    case rtmp
    /// SRT.
    case srt
    /// RTSP, with or without TLS.
    case rtsp
    /// Datagrams, bare or RTP.
    case udp

    /// The schemes of addresses that can be played so; nil where any can.
    public var schemes: [String]? {
        switch self {
        case .automatic, .ts: nil
        case .mp4, .mjpeg, .hls, .lowLatencyHLS, .dash: ["http", "https"]
        case .rtmp: ["rtmp", "rtmps"]
        case .srt: ["srt"]
        case .rtsp: ["rtsp", "rtsps"]
        case .udp: ["udp", "rtp"]
        }
    }
}
