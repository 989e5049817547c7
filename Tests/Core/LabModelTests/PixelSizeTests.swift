import LabModel
import Testing

@Suite struct PixelSizeTests {
    @Test func readsWhatItWrites() throws {
        for size in PixelSize.imageSizes {
            #expect(PixelSize(size.description) == size)
        }
        #expect(PixelSize("8192x16")?.width == 8_192)
    }

    @Test(arguments: [
        "", "x", "640", "640x", "641x480", "640x481", "8194x16", "16x14", "640x480x3", "-640x480", "640X480",
    ])
    func refusesTheRest(text: String) {
        #expect(PixelSize(text) == nil)
    }
}
