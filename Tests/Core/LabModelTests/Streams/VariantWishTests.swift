import LabModel
import Testing

@Suite struct VariantWishTests {
    @Test func readsTheWordsOfTheOption() {
        #expect(VariantWish("highest") == .highest)
        #expect(VariantWish("lowest") == .lowest)
        #expect(VariantWish("abr") == .adaptive)
        #expect(VariantWish("1280x720") == .size(PixelSize(width: 1280, height: 720)))
        #expect(VariantWish("2500k") == .bitrate(DataRate(bitsPerSecond: 2_500_000)))
        for text in ["", "best", "0", "-1", "1280x", "nearest"] {
            #expect(VariantWish(text) == nil)
        }
    }

    @Test func aManifestNamesIt() {
        #expect(VariantWish.adaptive.name == "abr")
        #expect(VariantWish.size(PixelSize(width: 640, height: 360)).name == "640x360")
        #expect(VariantWish.bitrate(DataRate(bitsPerSecond: 9)).name == "9")
    }
}
