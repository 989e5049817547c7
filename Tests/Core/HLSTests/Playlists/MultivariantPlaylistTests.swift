import HLS
import LabModel
import Testing

@Suite struct MultivariantPlaylistTests {
    static let text = """
        #EXTM3U
        #EXT-X-VERSION:6
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=YES,URI="audio/en.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=2800000,AVERAGE-BANDWIDTH=2500000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,\
        FRAME-RATE=29.970,AUDIO="a"
        720p/stream.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=853x480
        480p/stream.m3u8

        """

    private func multivariant(_ text: String) throws -> MultivariantPlaylist {
        guard case .multivariant(let playlist) = try Playlist.parse(Array(text.utf8)) else {
            throw PlaylistError.noTargetDuration
        }
        return playlist
    }

    @Test func variantsAreReadAndWritten() throws {
        let playlist = try multivariant(Self.text)
        #expect(playlist.text == Self.text)
        #expect(Playlist.multivariant(playlist).text == Self.text)
        let first = try #require(playlist.variants.first)
        #expect(first.bandwidth == DataRate(bitsPerSecond: 2_800_000))
        #expect(first.averageBandwidth == DataRate(bitsPerSecond: 2_500_000))
        #expect(first.resolution == PixelSize(width: 1_280, height: 720))
        #expect(first.frameRate == .broadcast)
        #expect(first.codecs == ["avc1.64001f", "mp4a.40.2"])
        #expect(first.audioGroup == "a")
        #expect(playlist.variants.map(\.name) == ["1280x720@2800000", "853x480@900000"])
        #expect(playlist.renditions.map(\.language) == ["en"])
        #expect(playlist.renditions.map(\.isDefault) == [true])
    }

    @Test func keyframePlaylistsAndSessionTagsAreLeftAside() throws {
        let playlist = try multivariant(
            "#EXTM3U\n#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI=\"i\"\n#EXT-X-SESSION-DATA:DATA-ID=\"a\"\n"
                + "#EXT-X-STREAM-INF:BANDWIDTH=64000\nx"
        )
        #expect(playlist.variants == [VariantStream(uri: "x", bandwidth: DataRate(bitsPerSecond: 64_000))])
        #expect(playlist.variants.map(\.name) == ["64000"])
    }

    @Test(arguments: [
        ("#EXT-X-STREAM-INF:BANDWIDTH=1\n", PlaylistError.misplaced("a variant has no address", line: 2)),
        (
            "#EXT-X-STREAM-INF:BANDWIDTH=1\n#EXT-X-STREAM-INF:BANDWIDTH=1\nx",
            .misplaced("a variant has no address", line: 2)
        ),
        ("#EXT-X-STREAM-INF:CODECS=\"x\"\nx", .missingAttribute("BANDWIDTH", tag: "EXT-X-STREAM-INF", line: 2)),
        ("#EXT-X-MEDIA:TYPE=AUDIO\nx", .missingAttribute("GROUP-ID", tag: "EXT-X-MEDIA", line: 2)),
        (
            "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=1280\nx",
            .badValue(tag: "EXT-X-STREAM-INF RESOLUTION", value: "1280", needs: "a size, such as 1280x720", line: 2)
        ),
        (
            "#EXT-X-STREAM-INF:BANDWIDTH=1\nx\n#EXTINF:1,\ny",
            .misplaced("the playlist names both segments and variants", line: 4)
        ),
        ("#EXT-X-STREAM-INF:BANDWIDTH=1\nx\ny", .misplaced("an address has no EXT-X-STREAM-INF", line: 4)),
        ("#EXT-X-DEFINE:NAME=\"a\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nx", .unsupported("EXT-X-DEFINE", line: 2)),
    ])
    func whatIsWrongIsSaidWithItsLine(text: String, error: PlaylistError) {
        #expect(throws: error) { try Playlist.parse(Array("#EXTM3U\n\(text)".utf8)) }
    }

    @Test func variantsHaveALimit() {
        var limits = PlaylistLimits()
        limits.variants = 1
        #expect(throws: PlaylistError.tooMuch(of: "variants", limit: 1, line: 7)) {
            try Playlist.parse(Array(Self.text.utf8), limits: limits)
        }
    }
}
