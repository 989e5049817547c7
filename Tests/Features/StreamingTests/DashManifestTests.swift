import HLS
import LabModel
import Media
import Testing

@testable import Streaming

@Suite("DASH manifest")
struct DashManifestTests {
    private static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    /// The segments of pictures at some ticks, ten to a group; late frames have the same due times.
    private static func window(ticks: [Int64], isFinished: Bool = false) throws -> (LiveWindow, codecs: String) {
        let pictures = try EncodedPictures(ticks: ticks)
        let muxer = try StreamMuxer.open(.fragmentedMP4, stream: pictures.stream)
        var settings = LiveWindowSettings(
            container: .fragmentedMP4,
            frameRate: pictures.rate,
            segmentTarget: pictures.rate.timeOfTick(10)
        )
        settings.keyframeInterval = 10
        var window = LiveWindow(settings)
        for frame in pictures.frames(from: start, lateness: .milliseconds(3)) {
            let bytes = try muxer.write(frame.packet)
            window.map = window.map ?? muxer.header
            let time = try #require(ProducerReferenceTime(fragment: bytes, time: frame.stamp))
            window.append(
                LiveFrame(
                    bytes: time.bytes + bytes,
                    duration: pictures.rate.period,
                    isKeyframe: frame.packet.isKeyframe,
                    time: frame.due
                )
            )
        }
        if isFinished {
            window.finish()
        }
        return (window, try #require(CodecString.of(header: muxer.header)))
    }

    private static func manifest(_ windows: [(window: LiveWindow, codecs: String)]) -> DashManifest {
        let size = PixelSize(width: 320, height: 240)
        let rate = DataRate(bitsPerSecond: 800_000)
        let renditions = windows.enumerated().map { index, made in
            DashManifest.Rendition(
                folder: index == 0 ? "../hls/" : "../hls/120p/",
                rung: LadderRung(height: index == 0 ? 240 : 120, of: size, bitrate: rate),
                codecs: made.codecs,
                window: made.window
            )
        }
        return DashManifest(
            renditions: renditions,
            frameRate: .usual,
            mediaStart: start,
            now: start + .milliseconds(1_250)
        )
    }

    @Test("a live manifest, word for word")
    func live() throws {
        let made = try Self.window(ticks: Array(0..<25))
        let text = try #require(Self.manifest([made]).text)
        let header = try #require(made.0.map)
        let unit = try #require(MediaTimescale.of(header: header))
        let segment = unit * 10 / 25
        let bandwidth = LadderRung(
            height: 240,
            of: PixelSize(width: 320, height: 240),
            bitrate: DataRate(bitsPerSecond: 800_000)
        ).highestRate(.usual).bitsPerSecond
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" \
                profiles="urn:mpeg:dash:profile:isoff-live:2011" \
                availabilityStartTime="2027-01-15T08:00:00.000Z" publishTime="2027-01-15T08:00:01.250Z" \
                minimumUpdatePeriod="PT1.000S" timeShiftBufferDepth="PT0.800S" \
                suggestedPresentationDelay="PT3.000S" minBufferTime="PT1.000S" maxSegmentDuration="PT2.000S">
                <Period id="0" start="PT0S">
                <AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
                <Representation id="240p" bandwidth="\(bandwidth)" codecs="\(made.codecs)" width="320" height="240" \
                frameRate="25">
                <SegmentTemplate timescale="\(unit)" initialization="../hls/init.mp4" media="../hls/s$Number$.m4s" \
                startNumber="0">
                <SegmentTimeline><S t="0" d="\(segment)"/><S t="\(segment)" d="\(segment)"/></SegmentTimeline>
                </SegmentTemplate>
                </Representation>
                </AdaptationSet>
                </Period>
                <UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="2027-01-15T08:00:01.250Z"/>
                </MPD>

                """
        )
    }

    @Test("ticks that were left out are a hole in the timeline, and move nothing behind it")
    func holes() throws {
        let ticks = Array(Int64(0)..<10) + Array(Int64(14)..<34)
        let made = try Self.window(ticks: ticks)
        let text = try #require(Self.manifest([made]).text)
        let header = try #require(made.0.map)
        let unit = try #require(MediaTimescale.of(header: header))
        let starts = text.split(separator: "<S t=\"").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }
        #expect(starts == [0, 14, 24].map { $0 * unit / 25 })
    }

    @Test("a stream that has ended says how long it was, and nothing of updates")
    func ended() throws {
        let made = try Self.window(ticks: Array(0..<25), isFinished: true)
        let text = try #require(Self.manifest([made]).text)
        #expect(text.contains("type=\"static\"") && text.contains("mediaPresentationDuration=\"PT1.000S\""))
        #expect(!text.contains("minimumUpdatePeriod") && !text.contains("timeShiftBufferDepth"))
    }

    @Test("there is no manifest before every rendition has a whole segment")
    func early() throws {
        let (whole, begun) = (try Self.window(ticks: Array(0..<12)), try Self.window(ticks: Array(0..<9)))
        #expect(Self.manifest([]).text == nil)
        #expect(Self.manifest([begun]).text == nil)
        #expect(Self.manifest([whole, begun]).text == nil)
        let text = try #require(Self.manifest([whole, whole]).text)
        #expect(text.contains("id=\"120p\"") && text.contains("../hls/120p/s$Number$.m4s"))
        #expect(text.contains("width=\"160\" height=\"120\""))
    }
}
