import LabModel
import Testing

@testable import Measuring

@Suite struct AddressJudgeTests {
    @Test(
        arguments: [
            ("https://h/a.m3u8", .hls, nil),
            ("/hls/stream.m3u8", .lowLatencyHLS, nil),
            ("srt://:9000?mode=listener", .srt, nil),
            ("udp://@:1234", .udp, nil),
            ("RTMP://h/live/a", .rtmp, nil),
            ("srt://h:9000", .ts, nil),
            ("/live.ts", .srt, "a path of the streamer's own is not played by srt"),
            ("/live ts", .ts, "it holds a blank, a quote or a control character"),
            ("https:///a", .hls, "it names no host"),
            ("https://h/a\nHost: b", .hls, "it holds a blank, a quote or a control character"),
            ("rtmp://h/a", .hls, "hls is not played from rtmp"),
            ("tcp://h:1", .automatic, nil),
            ("/live.mpd", .dash, nil),
            ("/live.ts?\u{7F}", .ts, "it holds a blank, a quote or a control character"),
            ("https://h/<a>", .hls, "it holds a blank, a quote or a control character"),
            ("https://h/\"a", .hls, "it holds a blank, a quote or a control character"),
            ("https://[::1/a", .hls, "it cannot be taken apart"),
            ("rtp://:5004", .automatic, "it names no host"),
            (
                "file:///etc/passwd", .automatic,
                "its scheme is none of http, https, rtmp, rtmps, srt, rtsp, rtsps, udp, rtp, tcp"
            ),
            ("pipe:0", .automatic, "it begins with no scheme such as https://"),
        ] as [(String, PlaybackProtocol, String?)]
    )
    func judgesWhatIsPlayed(_ address: String, _ way: PlaybackProtocol, _ problem: String?) {
        #expect(AddressJudge(playbackProtocol: way).playback(address) == problem)
    }

    @Test(
        arguments: [
            ("rtmp://h/live/x", nil),
            ("srt://h:9000?streamid=#!::r=x,m=publish", nil),
            ("https://h/put/stream.m3u8", nil),
            ("http://h/a?b=1,2", nil),
            ("srt://:9000?mode=listener", nil),
            ("rtmp:///live/a", "it names no host"),
            ("rtmp://h/live/a\tb", "it holds a blank, a quote or a control character"),
            ("rtmp://h/live/a,b", "a comma before its query"),
            ("/hls", "it begins with no scheme such as https://"),
            (
                "tcp://h:1",
                "its scheme is none of rtmp, rtmps, srt, rtsp, rtsps, udp, rtp, http, https"
            ),
        ] as [(String, String?)]
    )
    func judgesWhatIsPushedTo(_ address: String, _ problem: String?) {
        #expect(AddressJudge(playbackProtocol: .automatic).push(address) == problem)
    }
}
