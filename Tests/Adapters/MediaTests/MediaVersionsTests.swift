import Media
import Testing

@Suite struct MediaVersionsTests {
    @Test func namesEveryLibrary() throws {
        let versions = MediaVersions.all
        #expect(Set(versions.keys).isSuperset(of: ["ffmpeg", "libavcodec", "libavformat", "libavutil", "libswscale"]))
        let codec = try #require(versions["libavcodec"])
        #expect(codec.split(separator: ".").compactMap { Int($0) }.count == 3)
        let build = try #require(versions["libx264"]?.split(separator: " ").first)
        #expect((Int(build) ?? 0) > 100)
    }
}
