import Fanout
import HLS
import LabModel
import Logging
import Machine
import Media
import StreamHTTP
import Testing

@testable import Streaming

@Suite("Stream outlets")
struct StreamOutletsTests {
    private static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    private static func outlets(_ change: (inout StreamSettings) -> Void = { _ in }) -> StreamOutlets {
        var settings = StreamSettings(frameRate: .usual)
        settings.size = EncodedPictures.size
        settings.gop = .milliseconds(400)
        change(&settings)
        return StreamOutlets(settings, clock: SystemClock(), logger: Logger(label: "test"))
    }

    @Test(
        "there is an outlet for what carries the codec, and for what was asked for",
        arguments: [
            (VideoCodec.h264, true, true), (.hevc, true, true), (.vp9, false, true), (.av1, false, true),
            (.mjpeg, false, false),
        ]
    )
    func codecs(codec: VideoCodec, hasTransportStream: Bool, hasFragments: Bool) {
        let outlets = Self.outlets {
            $0.codec = codec
            $0.ladder = [32]
        }
        #expect((outlets.transportStream != nil) == hasTransportStream)
        #expect((outlets.fragments != nil) == hasFragments)
        #expect((outlets.ladder != nil) == hasFragments)
        let names = ["mjpeg"] + (hasTransportStream ? ["ts"] : []) + (hasFragments ? ["mp4", "32p"] : [])
        #expect(Set(outlets.counters.keys) == Set(names))
        #expect(Self.outlets().ladder == nil)
    }

    @Test("every container gets every frame, and counts what it made of it")
    func frames() throws {
        let outlets = Self.outlets()
        let pictures = try EncodedPictures(ticks: Array(0..<31))
        outlets.begin(pictures.stream)
        #expect(outlets.fragments?.codecs == nil && outlets.fragments?.mediaStart == nil)
        for frame in pictures.frames(from: Self.start, lateness: .milliseconds(2)) {
            outlets.take(frame)
        }
        outlets.finish()
        let counters = outlets.counters
        for name in ["ts", "mp4"] {
            let outlet = try #require(counters[name])
            #expect(outlet.frames == 31 && outlet.dropped == 0 && !outlet.hasFailed && outlet.viewers == 0)
            #expect(outlet.bytes > pictures.packets.reduce(0) { $0 + $1.size.bytes })
        }
        #expect(outlets.fragments?.codecs?.hasPrefix("avc1.") == true)
        #expect(outlets.fragments?.mediaStart == Self.start)
        for origin in [outlets.transportStream?.segments, outlets.fragments?.segments] {
            let playlist = try #require(origin?.window.playlist(lowLatency: true))
            #expect(playlist.isEnded && playlist.segments.map(\.duration) == [.seconds(1.2), .milliseconds(40)])
        }
    }

    @Test("viewers of all live addresses are added up")
    func viewers() throws {
        let outlets = Self.outlets { $0.viewers = 2 }
        let now = SystemClock().monotonicNow()
        let stream = try #require(outlets.transportStream?.broadcaster)
        let viewers = [
            stream.join(at: now), stream.join(at: now), stream.join(at: now), outlets.stills.broadcaster.join(at: now),
        ]
        #expect(viewers.map { $0 != nil } == [true, true, false, true])
        #expect(outlets.viewers.viewers == 3 && outlets.viewers.refused == 1)
        #expect(outlets.wantPicture)
        #expect(outlets.counters["ts"]?.viewers == 2 && outlets.counters["mp4"]?.viewers == 0)
    }

    @Test("a container that fails takes nothing more, and leaves the others whole")
    func failure() throws {
        let outlets = Self.outlets()
        let pictures = try EncodedPictures(ticks: Array(0..<20))
        outlets.begin(pictures.stream)
        for (index, frame) in pictures.frames(from: Self.start).enumerated() {
            if index == 10 {
                outlets.transportStream?.fail(.muxerFailed(format: "mpegts", reason: "planted"))
            }
            outlets.take(frame)
        }
        #expect(outlets.counters["ts"]?.frames == 10 && outlets.counters["ts"]?.hasFailed == true)
        #expect(outlets.counters["mp4"]?.frames == 20 && outlets.counters["mp4"]?.hasFailed == false)
    }

    @Test("nobody is waited for whose segments were never asked for")
    func farewell() {
        #expect(Self.outlets().segmentViewersNeed == .zero)
    }
}
