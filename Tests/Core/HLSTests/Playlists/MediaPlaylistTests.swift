import HLS
import LabModel
import Testing

@Suite struct MediaPlaylistTests {
    static func media(_ text: String, limits: PlaylistLimits = PlaylistLimits()) throws -> MediaPlaylist {
        guard case .media(let playlist) = try Playlist.parse(Array(text.utf8), limits: limits) else {
            throw PlaylistError.nested
        }
        return playlist
    }

    static let full = """
        #EXTM3U
        #EXT-X-VERSION:9
        #EXT-X-TARGETDURATION:4
        #EXT-X-PART-INF:PART-TARGET=1.004
        #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.000,CAN-SKIP-DATERANGES=YES,HOLD-BACK=12.000,\
        PART-HOLD-BACK=3.012
        #EXT-X-MEDIA-SEQUENCE:266
        #EXT-X-DISCONTINUITY-SEQUENCE:3
        #EXT-X-PLAYLIST-TYPE:EVENT
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-START:TIME-OFFSET=-4.500,PRECISE=YES
        #EXT-X-MAP:URI="init.mp4",BYTERANGE="720@0"
        #EXT-X-PROGRAM-DATE-TIME:2019-02-14T02:13:36.106Z
        #EXTINF:4.00008,intro
        #EXT-X-BYTERANGE:1000@720
        all.mp4
        #EXTINF:4.000,
        #EXT-X-BYTERANGE:500@1720
        all.mp4
        #EXT-X-GAP
        #EXTINF:4.000,
        gone.mp4
        #EXT-X-DISCONTINUITY
        #EXT-X-MAP:URI="other.mp4"
        #EXT-X-PROGRAM-DATE-TIME:2019-02-14T02:14:00.106Z
        #EXT-X-PART:DURATION=1.000,URI="270.a.mp4",INDEPENDENT=YES
        #EXT-X-PART:DURATION=1.000,URI="270.mp4",BYTERANGE="300@0"
        #EXT-X-PART:DURATION=1.000,URI="270.mp4",BYTERANGE="200@300",GAP=YES
        #EXTINF:3.000,
        270.mp4
        #EXT-X-PART:DURATION=0.334,URI="271.0.mp4"
        #EXT-X-PRELOAD-HINT:TYPE=PART,URI="271.1.mp4",BYTERANGE-START=10,BYTERANGE-LENGTH=20
        #EXT-X-PRELOAD-HINT:TYPE=MAP,URI="next.mp4"
        #EXT-X-RENDITION-REPORT:URI="../1M/waitForMSN.php",LAST-MSN=273,LAST-PART=2
        #EXT-X-RENDITION-REPORT:URI="../4M/waitForMSN.php"

        """

    @Test func allOfItIsRead() throws {
        let playlist = try Self.media(Self.full)
        #expect(playlist.version == 9)
        #expect(playlist.targetDuration == .seconds(4))
        #expect(playlist.partTarget == .milliseconds(1_004))
        #expect(playlist.serverControl.canBlockReload && playlist.serverControl.canSkipDateRanges)
        #expect(playlist.serverControl.canSkipUntil == .seconds(24))
        #expect(playlist.serverControl.holdBack == .seconds(12))
        #expect(playlist.serverControl.partHoldBack == .milliseconds(3_012))
        #expect(playlist.mediaSequence == 266 && playlist.discontinuitySequence == 3)
        #expect(playlist.kind == .event && playlist.hasIndependentSegments && !playlist.isEnded)
        #expect(playlist.start == PlaylistStart(offset: .seconds(-4.5), isPrecise: true))
        #expect(playlist.nextSequence == 270)
        #expect(playlist.duration == .seconds(15.00008 + 0.334))
        #expect(playlist.preloadHints.map(\.kind) == [.part, .map])
        #expect(playlist.preloadHints[0].byteRange == ByteSpan(offset: 10, length: 20))
        #expect(playlist.renditionReports.map(\.lastPart) == [2, nil])
    }

    @Test func segmentsAreRead() throws {
        let playlist = try Self.media(Self.full)
        let map = MediaMap(uri: "init.mp4", byteRange: ByteSpan(offset: 0, length: 720))
        #expect(playlist.segments.map(\.uri) == ["all.mp4", "all.mp4", "gone.mp4", "270.mp4"])
        #expect(playlist.segments.map(\.map) == [map, map, map, MediaMap(uri: "other.mp4")])
        #expect(playlist.segments.map(\.isGap) == [false, false, true, false])
        #expect(playlist.segments.map(\.isDiscontinuity) == [false, false, false, true])
        #expect(playlist.segments[0].title == "intro")
        #expect(playlist.segments[0].programTime == WallTime(nanoseconds: 1_550_110_416_106_000_000))
        #expect(playlist.segments[1].byteRange == ByteSpan(offset: 1_720, length: 500))
        let parts = playlist.segments[3].parts
        #expect(parts.map(\.isIndependent) == [true, false, false])
        #expect(parts.map(\.isGap) == [false, false, true])
        #expect(parts[2].byteRange == ByteSpan(offset: 300, length: 200))
        #expect(playlist.openSegment?.parts.map(\.uri) == ["271.0.mp4"])
        #expect(playlist.openSegment?.map == MediaMap(uri: "other.mp4"))
    }

    @Test func whatIsReadIsWritten() throws {
        #expect(try Self.media(Self.full).text == Self.full)
    }

    @Test func offsetsGoOnFromTheRangeBefore() throws {
        let playlist = try Self.media(
            """
            #EXTM3U
            #EXT-X-TARGETDURATION:1
            #EXT-X-BYTERANGE:10@5
            #EXTINF:1
            a
            #EXT-X-BYTERANGE:7
            #EXTINF:1
            a
            #EXT-X-PART:DURATION=0.2,URI="p",BYTERANGE="4@0"
            #EXT-X-PART:DURATION=0.2,URI="p",BYTERANGE="6"
            """
        )
        #expect(playlist.segments.map(\.byteRange?.offset) == [5, 15])
        #expect(playlist.openSegment?.parts.map(\.byteRange?.offset) == [0, 4])
    }

    /// What nginx-rtmp, ffmpeg and others write, and what the draft asks to pass over.
    @Test func peculiaritiesOfServersAreLetPass() throws {
        let playlist = try Self.media(
            "\u{FEFF}#EXTM3U\r\n# a comment\r\n#EXT-X-TARGETDURATION:5.4\r\n#EXT-X-ALLOW-CACHE:NO\r\n\r\n#EXTINF:4.000\r\n"
                + "a.ts \r\n#EXT-X-UNKNOWN:A=\"b\r\n#EXT-X-KEY:METHOD=NONE\r\n#EXTINF:3 , x\r\nb.ts"
        )
        #expect(playlist.version == 1)
        #expect(playlist.targetDuration == .seconds(6))
        #expect(playlist.segments.map(\.uri) == ["a.ts", "b.ts"])
        #expect(try Self.media("#EXTM3U\n#EXT-X-TARGETDURATION:0\n").targetDuration == .seconds(1))
    }

    @Test func anUpdateIsMerged() throws {
        let base = try Self.media(Self.full)
        var update = base
        update.mediaSequence = 267
        update.skippedSegments = 2
        update.segments.removeFirst(3)
        update.segments[0].map = nil
        update.openSegment?.map = nil
        var expected = base
        expected.mediaSequence = 267
        expected.segments.removeFirst()
        expected.segments[2].map = base.segments[0].map
        expected.openSegment?.map = base.segments[0].map
        #expect(try update.merged(onto: base) == expected)
        #expect(update.nextSequence == 270)
        #expect(update.index(ofSequence: 268) == nil)
        #expect(update.index(ofSequence: 269) == 0)
        #expect(try base.merged(onto: nil) == base)
    }

    @Test func anUpdateNeedsItsBase() throws {
        let base = try Self.media(Self.full)
        var update = base
        update.skippedSegments = 5
        for other in [nil, base, update] {
            #expect(throws: PlaylistError.updateWithoutBase) { try update.merged(onto: other) }
        }
        update.skippedSegments = 1
        update.mediaSequence = 265
        #expect(throws: PlaylistError.updateWithoutBase) { try update.merged(onto: base) }
    }
}
