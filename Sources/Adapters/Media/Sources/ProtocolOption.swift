/// One thing that libav is told about a protocol, so that media waits nowhere in it and none is lost.
///
/// What the query of an address of `srt`, `udp` or `rtsp` says wins: libav reads it after these.
struct ProtocolOption: Hashable, Sendable {
    /// The protocols or containers that it is for, by libav's names.
    let names: Set<String>
    /// libav's option.
    let key: String
    let value: String

    private init(_ names: Set<String>, _ key: String, _ value: String) {
        self.names = names
        self.key = key
        self.value = value
    }

    private static let web: Set = ["http", "https"]
    private static let rtmp: Set = ["rtmp", "rtmps", "rtmpt", "rtmpe"]
    private static let udp: Set = ["udp", "udplite"]
    private static let sessions: Set = ["rtsp", "rtsps", "sdp"]

    /// Which protocols libav may use.
    static let whitelist = "protocol_whitelist"

    /// All of them; `srt` needs none: its latency is the sender's and the receiver's to agree on, and nothing else waits.
    static let all: [ProtocolOption] = [
        // Titles inside the bytes are for radio players.
        .init(web, "icy", "0"),
        // A manifest or a redirect is somebody else's text: it must not lead to this machine's files.
        .init(web.union(["dash", "hls"]), whitelist, "http,https,tcp,tls,crypto"),
        // So much of the past a server may send at once: libav asks for 3,000 ms.
        .init(rtmp, "rtmp_buffer", "100"),
        // Never a recording of the same name, which would come as fast as the network goes.
        .init(rtmp, "rtmp_live", "live"),
        // Requests and acknowledgements are small and leave at once.
        .init(rtmp, "tcp_nodelay", "1"),
        // The kernel's buffer: a keyframe comes in one burst. The kernel grants at most its net.core.rmem_max.
        .init(udp.union(sessions), "buffer_size", "4194304"),
        // What libav's own queue of 5 MB cannot hold is lost and counted: no reason to end the run. `reuse` stays off:
        // a second socket at the port would take a part of the datagrams.
        .init(udp, "overrun_nonfatal", "1"),
        // libav's default is UDP first, which loses what the kernel's buffer cannot hold.
        .init(["rtsp", "rtsps"], "rtsp_transport", "tcp"),
        // Sound is not looked at; with one stream the times never jump when the sender's report comes.
        .init(sessions, "allowed_media_types", "video"),
        // Datagrams out of order are put in order; behind a lost one nothing waits longer, in microseconds.
        .init(sessions, "max_delay", "50000"),
        // What a description leads to: libav would allow files alone.
        .init(["sdp"], whitelist, "file,rtp,udp"),
        // The newest segment: libav begins three before the end.
        .init(["hls"], "live_start_index", "-1"),
    ]

    /// Those of one protocol or container.
    static func of(_ name: String) -> [ProtocolOption] {
        all.filter { $0.names.contains(name) }
    }
}
