import HLS
import LabModel
import Testing

/// Playlists in the forms that well-known servers write.
@Suite struct ServerPlaylistsTests {
    @Test func nginxWithRTMP() throws {
        let playlist = try MediaPlaylistTests.media(
            """
            #EXTM3U
            #EXT-X-VERSION:3
            #EXT-X-MEDIA-SEQUENCE:41
            #EXT-X-TARGETDURATION:2
            #EXT-X-DISCONTINUITY
            #EXTINF:1.000,
            lab-41.ts
            #EXTINF:1.033,
            lab-42.ts

            """
        )
        #expect(playlist.segments.map(\.duration) == [.seconds(1), .milliseconds(1_033)])
        #expect(playlist.segments.map(\.isDiscontinuity) == [true, false])
        #expect(playlist.nextSequence == 43)
        #expect(playlist.partTarget == nil && playlist.openSegment == nil)
    }

    @Test func ffmpegWithFragmentedMP4() throws {
        let playlist = try MediaPlaylistTests.media(
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:1
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:1.000000,
            #EXT-X-PROGRAM-DATE-TIME:2026-11-21T03:28:15.250+0000
            out0.m4s
            #EXTINF:0.400000,
            #EXT-X-PROGRAM-DATE-TIME:2026-11-21T03:28:16.250+0000
            out1.m4s
            #EXT-X-ENDLIST

            """
        )
        #expect(playlist.isEnded)
        #expect(playlist.segments.allSatisfy { $0.map == MediaMap(uri: "init.mp4") })
        let times = playlist.segments.compactMap(\.programTime)
        #expect(times.count == 2 && times[1] - times[0] == .seconds(1))
    }

    /// A muxer that fills its list with gaps before it has segments, and names parts by a session.
    @Test func aLowLatencyMuxerThatBeginsWithGaps() throws {
        let playlist = try MediaPlaylistTests.media(
            """
            #EXTM3U
            #EXT-X-VERSION:9
            #EXT-X-TARGETDURATION:2
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.00000,CAN-SKIP-UNTIL=12.00000
            #EXT-X-PART-INF:PART-TARGET=0.40000
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-MAP:URI="a1b2_init.mp4"
            #EXT-X-GAP
            #EXTINF:2.00000,
            gap.mp4
            #EXT-X-GAP
            #EXTINF:2.00000,
            gap.mp4
            #EXT-X-PROGRAM-DATE-TIME:2026-11-21T03:28:15.25Z
            #EXT-X-PART:DURATION=0.40000,URI="a1b2_part0.mp4",INDEPENDENT=YES
            #EXT-X-PART:DURATION=0.40000,URI="a1b2_part1.mp4"
            #EXT-X-PRELOAD-HINT:TYPE=PART,URI="a1b2_part2.mp4"

            """
        )
        var hand = HandDriven(url: "http://a/index.m3u8")
        hand.answer(playlist.text)
        let names = hand.media.map { $0.url.split(separator: "_").last }
        #expect(names == ["init.mp4", "part0.mp4", "part1.mp4", "part2.mp4"])
        #expect(hand.media.map(\.media.sequence) == [2, 2, 2, 2])
        #expect(hand.client.playerStart?.holdBack == .seconds(1))
        #expect(hand.notes.isEmpty)
    }

    /// Parts as ranges of one growing file, and a hint of what follows to its end.
    @Test func partsThatAreRangesOfOneFile() throws {
        let playlist = try MediaPlaylistTests.media(
            """
            #EXTM3U
            #EXT-X-TARGETDURATION:4
            #EXT-X-VERSION:6
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=3.0
            #EXT-X-PART-INF:PART-TARGET=1.0
            #EXT-X-MEDIA-SEQUENCE:70
            #EXTINF:4.0,
            s70.mp4
            #EXT-X-PART:DURATION=1.0,INDEPENDENT=YES,URI="s71.mp4",BYTERANGE="20000@0"
            #EXT-X-PART:DURATION=1.0,URI="s71.mp4",BYTERANGE="22000"
            #EXT-X-PRELOAD-HINT:TYPE=PART,URI="s71.mp4",BYTERANGE-START=42000

            """
        )
        var hand = HandDriven(url: "http://a/index.m3u8")
        hand.answer(playlist.text)
        #expect(hand.media.map { $0.byteRange?.header } == ["bytes=0-19999", "bytes=20000-41999"])
        #expect(playlist.preloadHints[0].byteRange == ByteSpan(offset: 42_000, length: nil))
    }

    @Test func packagersThatWriteCommentsDateRangesAndBitrates() throws {
        let playlist = try MediaPlaylistTests.media(
            """
            #EXTM3U
            ## Created with a packager
            #EXT-X-VERSION:4
            #EXT-X-MEDIA-SEQUENCE:9007199254740000
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-TARGETDURATION:6
            #EXT-X-DATERANGE:ID="ad",START-DATE="2026-11-21T03:28:15Z",DURATION=30,SCTE35-OUT=0xFC30
            #EXT-X-CUE-OUT:DURATION=30
            #EXT-X-BITRATE:2500
            #USP-X-TIMESTAMP-MAP:MPEGTS=900000
            #EXTINF:5.76, no desc
            tracks-v1/2026/11/21/03/28/15-05760.ts?token=abc
            #EXTINF:5.76, no desc
            //cdn.example/x.ts

            """
        )
        #expect(playlist.segments.map(\.title) == [" no desc", " no desc"])
        #expect(playlist.nextSequence == 9_007_199_254_740_002)
        #expect(
            try playlist.segments.map { try WebReference.resolve($0.uri, against: "https://o/live/index.m3u8") } == [
                "https://o/live/tracks-v1/2026/11/21/03/28/15-05760.ts?token=abc", "https://cdn.example/x.ts",
            ]
        )
    }

    @Test func aMultivariantPlaylistWithSoundTextAndKeyframes() throws {
        let text = """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aud",LANGUAGE="en",NAME="English",AUTOSELECT=YES,DEFAULT=YES,CHANNELS="2",\
            URI="a1/p.m3u8"
            #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc1",LANGUAGE="en",NAME="English",INSTREAM-ID="CC1"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="sub1",LANGUAGE="en",NAME="English",FORCED=NO,URI="s1/en/p.m3u8"
            #EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=2168183,BANDWIDTH=2177116,CODECS="avc1.640020,mp4a.40.2",\
            RESOLUTION=960x540,FRAME-RATE=60.000,CLOSED-CAPTIONS="cc1",AUDIO="aud",SUBTITLES="sub1"
            v5/p.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.2",AUDIO="aud"
            a1/p.m3u8
            #EXT-X-I-FRAME-STREAM-INF:AVERAGE-BANDWIDTH=183689,BANDWIDTH=187492,CODECS="avc1.64002a",URI="v7/i.m3u8"

            """
        guard case .multivariant(let playlist) = try Playlist.parse(Array(text.utf8)) else {
            Issue.record("no multivariant playlist")
            return
        }
        #expect(playlist.variants.map(\.mayHaveVideo) == [true, false])
        #expect(playlist.renditions.map(\.kind) == ["AUDIO", "CLOSED-CAPTIONS", "SUBTITLES"])
        #expect(playlist.renditions.map(\.uri) == ["a1/p.m3u8", nil, "s1/en/p.m3u8"])
        #expect(playlist.variants[0].frameRate == FrameRate(numerator: 60))
    }
}
