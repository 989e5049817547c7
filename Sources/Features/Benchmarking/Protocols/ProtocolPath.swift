/// A way from the streamer to the receiver by one protocol.
struct ProtocolPath {
    /// Who stands between the two.
    enum Server {
        /// Nobody.
        case none
        /// nginx with its RTMP module.
        case nginx
        /// GStreamer's RTSP server, which fetches `/live.ts`.
        case gstreamer
    }

    /// Its part of the figures' names.
    let name: String
    /// What it is called in the table.
    let title: String
    /// Who stands between.
    var server = Server.none
    /// Where the streamer pushes to, `PORT` standing for a free port or the server's; nil where it is asked.
    var push: String?
    /// Where the receiver plays from; a path of the streamer's own, or an address with `PORT`.
    let playback: String
    /// Further options of the receiver.
    var options: [String] = []

    /// Stands for the port in addresses.
    static let portPlace = "PORT"
    /// The latency that SRT is asked for, in microseconds as libav takes it.
    private static let srtLatency = 120_000

    /// Every protocol that reaches from one end to the other on one machine.
    static let all = [
        ProtocolPath(name: "direct", title: "MPEG-TS by HTTP (`direct`)", playback: "/live.ts"),
        ProtocolPath(name: "mp4", title: "fragmented MP4 by HTTP (`mp4`)", playback: "/live.mp4"),
        ProtocolPath(
            name: "udp",
            title: "MPEG-TS by UDP",
            push: "udp://127.0.0.1:PORT",
            playback: "udp://127.0.0.1:PORT"
        ),
        ProtocolPath(
            name: "srt",
            title: "SRT, latency 120 ms",
            push: "srt://127.0.0.1:PORT?mode=listener",
            playback: "srt://127.0.0.1:PORT?mode=caller&latency=\(srtLatency)"
        ),
        ProtocolPath(
            name: "rtmp",
            title: "RTMP through nginx",
            server: .nginx,
            push: "rtmp://127.0.0.1:PORT/live/bench",
            playback: "rtmp://127.0.0.1:PORT/live/bench"
        ),
        ProtocolPath(
            name: "rtsp",
            title: "RTSP of GStreamer, from `/live.ts`",
            server: .gstreamer,
            playback: "rtsp://127.0.0.1:PORT/cam"
        ),
        ProtocolPath(
            name: "ll_hls",
            title: "low-latency HLS (`ll-hls`)",
            playback: "/hls/stream.m3u8",
            options: ["--protocol", "ll-hls"]
        ),
        ProtocolPath(
            name: "hls",
            title: "HLS (`hls`)",
            playback: "/hls/stream.m3u8",
            options: ["--protocol", "hls"]
        ),
        ProtocolPath(name: "dash", title: "DASH by libav", playback: "/dash/stream.mpd"),
    ]

    /// Whether its port is one for datagrams.
    var usesDatagrams: Bool {
        push.map { $0.hasPrefix("udp:") || $0.hasPrefix("srt:") } ?? false
    }

    /// An address with the port in its place; a path becomes one of the streamer's.
    static func address(_ text: String, port: Int, streamer: UInt16) -> String {
        guard !text.hasPrefix("/") else { return "http://127.0.0.1:\(streamer)\(text)" }
        return text.replacing(portPlace, with: "\(port)")
    }
}
