import HLS
import Testing

struct HLSLimitsTests {
    @Test func aPlaylistHasALimit() {
        #expect(HLSLimits.playlistBytes == 4_194_304)
    }
}
