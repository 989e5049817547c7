import HLS
import LabModel
import Media
import StreamHTTP
import Testing

@testable import Streaming

@Suite("Settings of segments")
struct SegmentSettingsTests {
    private static func settings(_ change: (inout StreamSettings) -> Void) -> StreamSettings {
        var settings = StreamSettings(frameRate: .usual)
        change(&settings)
        return settings
    }

    @Test(
        "segments are whole groups of pictures, at least as long as wished",
        arguments: [
            // GOP, wished segment, target, frames from keyframe to keyframe; all at 25 frames a second.
            (1.0, Double?.none, 1.0, 25), (0.4, nil, 1.2, 10), (2.0, nil, 2.0, 50), (0.4, 0.4, 0.4, 10),
            (1.0, 4.0, 4.0, 25), (1.0, 3.5, 4.0, 25), (0.04, nil, 1.0, 1), (0.01, 0.02, 0.04, 1),
        ]
    )
    func wholeGroups(gop: Double, wished: Double?, target: Double, interval: Int) {
        let settings = Self.settings {
            $0.gop = .seconds(gop)
            $0.segmentDuration = wished.map { .seconds($0) }
        }
        for container in [LiveWindowSettings.Container.fragmentedMP4, .transportStream] {
            let window = settings.window(container)
            #expect(window.segmentTarget == .seconds(target))
            #expect(window.keyframeInterval == interval)
            #expect(window.groupDuration == FrameRate.usual.timeOfTick(Int64(interval)))
            #expect(window.listedSegments == 12)
        }
    }

    @Test("encoders that place keyframes as they like promise no distance", arguments: [VideoCodec.vp9, .av1, .mjpeg])
    func otherCodecs(codec: VideoCodec) {
        let window = Self.settings { $0.codec = codec }.window(.fragmentedMP4)
        #expect(window.keyframeInterval == nil)
        #expect(window.groupDuration == .seconds(1))
    }

    @Test("parts are wished for in fragmented MP4 alone")
    func parts() {
        let settings = Self.settings { $0.partDuration = .milliseconds(120) }
        #expect(settings.window(.fragmentedMP4).partTarget == .milliseconds(120))
        #expect(settings.window(.transportStream).partTarget == nil)
    }

    @Test("further rungs are each height once, highest first, without the stream's own")
    func rungs() {
        let settings = Self.settings {
            $0.size = PixelSize(width: 1_280, height: 720)
            $0.ladder = [240, 720, 480, 240]
        }
        #expect(settings.ownRung.name == "720p" && settings.ownRung.bitrate == settings.bitrate)
        #expect(settings.furtherRungs.map(\.name) == ["480p", "240p"])
        #expect(Self.settings { $0.ladder = [480] }.furtherRungs == [])
    }

    @Test("what the types leave open is checked before the start")
    func checks() {
        func error(_ change: (inout StreamSettings) -> Void) -> StreamingError? {
            do throws(StreamingError) {
                try Self.settings(change).check()
                return nil
            } catch {
                return error
            }
        }
        #expect(error { _ in } == nil)
        #expect(error { $0.videoType = .prerecorded } == .contentMissing)
        #expect(error { $0.ladder = [482] } == .badLadder(reason: "482 lines are more than the stream's 480"))
        #expect(error { $0.ladder = [240, 15] } == .badLadder(reason: "15 is not an even number from 16"))
        #expect(error { $0.ladder = [14] } == .badLadder(reason: "14 is not an even number from 16"))
        #expect(error { ($0.ladder, $0.codec) = ([240], .mjpeg) } == .badLadder(reason: "segments do not carry mjpeg"))
        #expect(error { $0.ladder = [480, 240] } == nil)
        #expect(error { $0.push = (0..<16).map { "\($0).ts" } } == nil)
        #expect(error { $0.push = (0..<17).map { "\($0).ts" } } == .tooManyPushes(count: 17, limit: 16))
        // Whom to trust is looked at only where somebody has to be trusted.
        #expect(error { ($0.push, $0.authorities) = (["rtmp://h/a/b"], "/nowhere") } == nil)
        #expect(
            error { ($0.push, $0.authorities) = (["rtmp://h/a/b", "https://h/a.ts"], "/nowhere") }
                == .unreadableAuthorities(path: "/nowhere", reason: "it cannot be opened")
        )
    }

    @Test("the server has room for all viewers and for whoever asks beside them")
    func connections() {
        #expect(Self.settings { $0.viewers = 7 }.server.connections == 207)
    }
}
