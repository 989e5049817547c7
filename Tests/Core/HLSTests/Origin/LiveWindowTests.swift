import HLS
import LabModel
import Testing

@Suite struct LiveWindowTests {
    /// 30 frames a second, a keyframe every 30, parts of 200 ms: six frames a part, five parts a segment.
    static func window(frames: Int, settings change: (inout LiveWindowSettings) -> Void = { _ in }) -> LiveWindow {
        var settings = LiveWindowSettings(container: .fragmentedMP4, frameRate: .thirty)
        change(&settings)
        var window = LiveWindow(settings, map: [1, 2, 3])
        var maker = FrameMaker(rate: .thirty, keyframeInterval: 30)
        for _ in 0..<frames {
            window.append(maker.next())
        }
        return window
    }

    @Test func thePlaylistOfAKnownMoment() {
        let window = Self.window(frames: 30 + 14)
        #expect(
            window.playlist(lowLatency: true).text == """
                #EXTM3U
                #EXT-X-VERSION:9
                #EXT-X-TARGETDURATION:1
                #EXT-X-PART-INF:PART-TARGET=0.200
                #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=6.000,HOLD-BACK=3.000,PART-HOLD-BACK=0.600
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="init.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-18T11:06:40.000Z
                #EXT-X-PART:DURATION=0.200,URI="s0.0.m4s",INDEPENDENT=YES
                #EXT-X-PART:DURATION=0.200,URI="s0.1.m4s"
                #EXT-X-PART:DURATION=0.200,URI="s0.2.m4s"
                #EXT-X-PART:DURATION=0.200,URI="s0.3.m4s"
                #EXT-X-PART:DURATION=0.200,URI="s0.4.m4s"
                #EXTINF:1.000,
                s0.m4s
                #EXT-X-PROGRAM-DATE-TIME:2026-11-18T11:06:41.000Z
                #EXT-X-PART:DURATION=0.200,URI="s1.0.m4s",INDEPENDENT=YES
                #EXT-X-PART:DURATION=0.200,URI="s1.1.m4s"
                #EXT-X-PRELOAD-HINT:TYPE=PART,URI="s1.2.m4s"

                """
        )
    }

    @Test func thePlainPlaylistListsWholeSegmentsOnly() {
        let window = Self.window(frames: 30 + 14)
        #expect(
            window.playlist(lowLatency: false).text == """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:1
                #EXT-X-SERVER-CONTROL:HOLD-BACK=3.000
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="init.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-18T11:06:40.000Z
                #EXTINF:1.000,
                s0.m4s

                """
        )
    }

    @Test func aPartIsWholeWithTheFrameThatFillsIt() {
        var window = Self.window(frames: 5)
        #expect(window.resource("s0.0.m4s") == .wait)
        var maker = FrameMaker(rate: .thirty, keyframeInterval: 30)
        for _ in 0..<5 { _ = maker.next() }
        window.append(maker.next())
        #expect(window.resource("s0.0.m4s") == .bytes((0..<6).map(FrameMaker.bytes)))
        #expect(window.playlist(lowLatency: true).openSegment?.parts.count == 1)
    }

    @Test func aSegmentWaitsForItsKeyframeUnlessItsIntervalIsKnown() {
        #expect(Self.window(frames: 30).resource("s0.m4s") == .wait)
        #expect(Self.window(frames: 31).resource("s0.m4s") == .bytes((0..<30).map(FrameMaker.bytes)))
        let known = Self.window(frames: 30) { $0.keyframeInterval = 30 }
        #expect(known.resource("s0.m4s") == .bytes((0..<30).map(FrameMaker.bytes)))
        #expect(known.playlist(lowLatency: true).preloadHints == [PreloadHint(kind: .part, uri: "s1.0.m4s")])
    }

    @Test func framesThatAreLeftOutDoNotCutAGroupOfPictures() {
        var settings = LiveWindowSettings(container: .fragmentedMP4, frameRate: .thirty)
        settings.keyframeInterval = 30
        var window = LiveWindow(settings)
        var maker = FrameMaker(rate: .thirty, keyframeInterval: 30)
        for number in 0..<120 {
            let frame = maker.next()
            if !(10..<30).contains(number) { window.append(frame) }
        }
        // Ten frames are too little for a segment: they go with the next group.
        #expect(window.resource("s0.m4s") == .bytes((Array(0..<10) + Array(30..<60)).map(FrameMaker.bytes)))
        #expect(window.resource("s1.m4s") == .bytes((60..<90).map(FrameMaker.bytes)))
        #expect(window.playlist(lowLatency: true).hasIndependentSegments)
    }

    @Test(arguments: [true, false])
    func aSegmentOfSeveralGroupsReachesItsTarget(isRegular: Bool) {
        let window = Self.window(frames: 30 * 12 + 1) {
            $0.segmentTarget = .seconds(4)
            $0.groupDuration = .seconds(1)
            $0.keyframeInterval = isRegular ? 30 : nil
        }
        #expect(window.playlist(lowLatency: true).segments.map(\.duration) == Array(repeating: .seconds(4), count: 3))
    }

    @Test(arguments: [true, false])
    func whateverIsLeftOutSegmentsBeginWithAKeyframe(isRegular: Bool) {
        for left in 1...29 {
            var settings = LiveWindowSettings(container: .fragmentedMP4, frameRate: .thirty)
            settings.groupDuration = .seconds(1)
            settings.keyframeInterval = isRegular ? 30 : nil
            var window = LiveWindow(settings)
            var maker = FrameMaker(rate: .thirty, keyframeInterval: 30)
            for number in 0..<150 {
                let frame = maker.next()
                if !(30 + left..<60).contains(number) { window.append(frame) }
            }
            let playlist = window.playlist(lowLatency: true)
            #expect(playlist.hasIndependentSegments, "\(left) frames")
            #expect(playlist.segments.allSatisfy { $0.duration <= .seconds(1.5) }, "\(left) frames")
        }
    }

    @Test func aStreamThatBreaksItsWordAboutKeyframesIsCutAllTheSame() {
        var window = LiveWindow(LiveWindowSettings(container: .fragmentedMP4, frameRate: .thirty))
        var maker = FrameMaker(rate: .thirty, keyframeInterval: 1_000)
        for _ in 0..<100 { window.append(maker.next()) }
        let playlist = window.playlist(lowLatency: true)
        #expect(playlist.segments.map(\.duration) == [.seconds(1.466666667), .seconds(1.466666667)])
        #expect(!playlist.hasIndependentSegments)
        #expect(playlist.segments.map { $0.parts.count(where: \.isIndependent) } == [1, 0])
    }

    @Test func frameBytesAreSharedAndNeverJoined() {
        let window = Self.window(frames: 31)
        guard case .bytes(let segment) = window.resource("s0.m4s"), case .bytes(let part) = window.resource("s0.1.m4s")
        else {
            Issue.record("no bytes")
            return
        }
        #expect(segment.count == 30)
        #expect(Array(segment[6..<12]) == part)
    }

    @Test func namesHaveOneSpelling() {
        let window = Self.window(frames: 31)
        #expect(window.resource("init.mp4") == .bytes([[1, 2, 3]]))
        for name in [
            "s00.m4s", "s+0.m4s", "s-1.m4s", "s0.00.m4s", "s0..m4s", "s.m4s", "s0.0.0.m4s", "s0.ts", "s0",
            "", "init.mp4x", "../s0.m4s", "s99999999999999999999.m4s", "s9007199254740993.m4s",
            "s0.9007199254740993.m4s",
        ] {
            #expect(window.resource(name) == .missing, "\(name)")
        }
    }

    @Test func whatIsNextInLineWaitsAndWhatLiesFurtherIsMissing() {
        let window = Self.window(frames: 30 + 14)
        #expect(window.resource("s1.2.m4s") == .wait)
        #expect(window.resource("s1.m4s") == .wait)
        #expect(window.resource("s2.0.m4s") == .wait)
        #expect(window.resource("s1.3.m4s") == .missing)
        #expect(window.resource("s2.m4s") == .missing)
        #expect(window.resource("s2.1.m4s") == .missing)
        #expect(window.resource("s0.5.m4s") == .missing)
    }

    @Test func framesBeforeTheFirstKeyframeAreLeftOut() {
        var window = LiveWindow(LiveWindowSettings(container: .transportStream, frameRate: .thirty))
        var maker = FrameMaker(rate: .thirty, keyframeInterval: 30)
        _ = maker.next()
        for _ in 1..<62 { window.append(maker.next()) }
        #expect(window.resource("s0.ts") == .bytes((30..<60).map(FrameMaker.bytes)))
        #expect(window.playlist(lowLatency: true).text.hasPrefix("#EXTM3U\n#EXT-X-VERSION:3\n"))
    }

    @Test func theMapMayComeLater() {
        var window = LiveWindow(LiveWindowSettings(container: .fragmentedMP4, frameRate: .thirty))
        #expect(window.resource("init.mp4") == .wait)
        window.map = [9]
        #expect(window.resource("init.mp4") == .bytes([[9]]))
    }

    @Test func theEndMakesWhatIsThereWhole() {
        var window = Self.window(frames: 30 + 14)
        window.finish()
        let playlist = window.playlist(lowLatency: true)
        #expect(playlist.isEnded)
        #expect(playlist.preloadHints.isEmpty)
        #expect(playlist.segments.map(\.parts.count) == [5, 3])
        #expect(window.resource("s1.m4s") == .bytes((30..<44).map(FrameMaker.bytes)))
        #expect(window.resource("s1.2.m4s") == .bytes((42..<44).map(FrameMaker.bytes)))
        #expect(window.resource("s1.3.m4s") == .missing)
        #expect(window.resource("s2.0.m4s") == .missing)
        var maker = FrameMaker(rate: .thirty, keyframeInterval: 30)
        window.append(maker.next())
        #expect(window.playlist(lowLatency: true) == playlist)
    }

    @Test func anUpdateLeavesOutWhatIsOlderThanSixTargetDurations() throws {
        let window = Self.window(frames: 30 * 20 + 14)
        let full = window.playlist(lowLatency: true)
        let update = window.playlist(lowLatency: true, skipping: true)
        #expect(full.segments.count == 12)
        #expect(full.mediaSequence == 8)
        #expect(update.skippedSegments == 6)
        #expect(update.segments.count == 6)
        #expect(update.text.contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=6\n"))
        #expect(try update.merged(onto: Self.window(frames: 30 * 19 + 3).playlist(lowLatency: true)) == full)
    }

    @Test func aSegmentThatLeftTheListIsKeptForAsLongAsThePlaylist() {
        var window = LiveWindow(LiveWindowSettings(container: .transportStream, frameRate: .thirty, listedSegments: 4))
        var maker = FrameMaker(rate: .thirty, keyframeInterval: 30)
        var missing: Int?
        for count in 1...30 * 14 {
            window.append(maker.next())
            if window.playlist(lowLatency: false).mediaSequence > 0, missing == nil,
                window.resource("s0.ts") == .missing
            {
                missing = count
            }
        }
        // Left at 5 s; its own second and the playlist's four more: gone with the segment that ends at 10 s.
        #expect(missing == 30 * 10 + 1)
    }

    @Test func bytesHaveALimit() {
        let window = Self.window(frames: 30 * 20) { $0.keptBytes = ByteCount(30 * 3 * 2) }
        #expect(window.playlist(lowLatency: true).segments.count == 2)
        #expect(window.resource("s16.m4s") == .missing)
        #expect(window.playlist(lowLatency: true).mediaSequence == 17)
    }

    @Test func reportsTellHowFarARenditionIs() {
        var window = Self.window(frames: 30 + 14) { $0.prefix = "240p/" }
        #expect(
            window.report(uri: "../240p.m3u8") == RenditionReport(uri: "../240p.m3u8", lastSequence: 1, lastPart: 1)
        )
        let earlier = Self.window(frames: 30) { $0.keyframeInterval = 30 }
        #expect(earlier.report(uri: "a") == RenditionReport(uri: "a", lastSequence: 0, lastPart: 4))
        #expect(Self.window(frames: 2).report(uri: "a") == nil)
        window.renditionReports = [earlier.report(uri: "a")].compactMap { $0 }
        #expect(
            window.playlist(lowLatency: true).text.hasSuffix(
                "#EXT-X-RENDITION-REPORT:URI=\"a\",LAST-MSN=0,LAST-PART=4\n"
            )
        )
        #expect(!window.playlist(lowLatency: false).text.contains("RENDITION-REPORT"))
        window.finish()
        #expect(!window.playlist(lowLatency: true).text.contains("RENDITION-REPORT"))
        #expect(window.resource("240p/s0.m4s") == .bytes((0..<30).map(FrameMaker.bytes)))
        #expect(window.resource("s0.m4s") == .missing)
    }

    @Test(arguments: [(25, 200, 200_000, 5), (24, 200, 166_667, 4), (30, 200, 200_000, 6), (2, 200, 500_000, 1)])
    func partsLastWholeFrames(rate: Int, wished: Double, target: Int64, frames: Int) throws {
        let rate = try #require(FrameRate(numerator: rate))
        let settings = LiveWindowSettings(container: .fragmentedMP4, frameRate: rate, wishedPart: .milliseconds(wished))
        #expect(settings.partTarget == .microseconds(target))
        var window = LiveWindow(settings)
        var maker = FrameMaker(rate: rate, keyframeInterval: 10)
        for _ in 0..<frames { window.append(maker.next()) }
        #expect(window.playlist(lowLatency: true).openSegment?.parts.count == 1)
    }

    @Test(arguments: [(0.5, 1), (1.0, 1), (1.001, 1), (1.25, 1), (1.4, 2), (1.5, 2), (2.0, 2), (4.3, 5)])
    func theTargetDurationIsWholeSeconds(target: Double, seconds: Double) {
        let settings = LiveWindowSettings(
            container: .transportStream,
            frameRate: .thirty,
            segmentTarget: .seconds(target)
        )
        #expect(settings.targetDuration == .seconds(seconds))
    }
}
