import LabModel
import Streaming
import Testing

@Suite("Stream addresses")
struct StreamAddressTests {
    @Test(
        "only what carries the codec is offered, the least delay first",
        arguments: [
            (
                VideoCodec.h264,
                ["/live.ts", "/live.mp4", "/live.mjpeg", "/hls/stream.m3u8", "/dash/stream.mpd", "/hls/ts.m3u8"]
            ),
            (.vp9, ["/live.mp4", "/live.mjpeg", "/hls/stream.m3u8", "/dash/stream.mpd"]),
            (.mjpeg, ["/live.mjpeg"]),
        ]
    )
    func codecs(codec: VideoCodec, paths: [String]) {
        var settings = StreamSettings(frameRate: .usual)
        settings.codec = codec
        #expect(settings.addresses.map(\.path) == paths)
        #expect(settings.addresses.allSatisfy { !$0.about.isEmpty })
    }

    @Test("a ladder has an address for each rung, the stream's own among them once")
    func ladder() {
        var settings = StreamSettings(frameRate: .usual)
        settings.ladder = [240, 480, 360, 240]
        let rungs = settings.addresses.map(\.path).filter { $0.hasPrefix("/hls/") && $0.contains("p/") }
        #expect(rungs == ["/hls/480p/stream.m3u8", "/hls/360p/stream.m3u8", "/hls/240p/stream.m3u8"])
    }
}
