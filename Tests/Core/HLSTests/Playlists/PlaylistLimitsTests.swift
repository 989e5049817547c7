import HLS
import LabModel
import Testing

@Suite struct PlaylistLimitsTests {
    @Test func aPlaylistHasALimit() {
        #expect(PlaylistLimits().size == ByteCount(4_194_304))
    }
}
