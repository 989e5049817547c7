import LabModel
import Media
import Testing

@Suite("Codec string")
struct CodecStringTests {
    @Test(
        "names what the encoder made",
        arguments: [
            (VideoCodec.h264, "avc1.42C0"), (.hevc, "hev1.1.6.L"), (.vp9, "vp09.00."), (.av1, "av01.0."),
        ]
    )
    func codecs(codec: VideoCodec, beginning: String) throws {
        let settings = try NumberedPictures.settings(codec: codec)
        let (header, _) = try NumberedPictures.chunks(2, format: .fragmentedMP4, settings: settings)
        let text = try #require(CodecString.of(header: header))
        #expect(text.hasPrefix(beginning), "\(text)")
        #expect(!text.hasSuffix(".0") && !text.hasSuffix("."))
    }

    @Test("says nothing of other bytes")
    func others() throws {
        let (header, chunks) = try NumberedPictures.chunks(1, format: .fragmentedMP4)
        #expect(CodecString.of(header: []) == nil)
        #expect(CodecString.of(header: chunks[0]) == nil)
        for length in 0..<header.count {
            _ = CodecString.of(header: Array(header.prefix(length)))
        }
    }
}
