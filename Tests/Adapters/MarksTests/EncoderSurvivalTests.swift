import LabModel
import LabTesting
import Marks
import Testing

/// Marks through a real encoder, at bitrates and sizes that leave little of the picture.
@Suite(.heavy) struct EncoderSurvivalTests {
    private static let frames: UInt32 = 8

    struct Path: CustomTestStringConvertible {
        var size: PixelSize
        var encoder: String
        var filter = "null"
        var received: PixelSize?

        var testDescription: String {
            "\(size) \(encoder) \(filter)"
        }
    }

    private static let small = PixelSize(width: 486, height: 240)
    private static let hd = PixelSize(width: 1280, height: 720)
    private static let sizes = PixelSize.imageSizes + [PixelSize(width: 1920, height: 1080)]

    static let paths: [Path] =
        [
            Path(size: small, encoder: "-b:v 300k -maxrate 300k -bufsize 300k"),
            Path(size: hd, encoder: "-b:v 800k -maxrate 800k -bufsize 800k"),
            Path(size: hd, encoder: "-b:v 2500k -maxrate 2500k -bufsize 2500k"),
            Path(
                size: hd,
                encoder: "-crf 28",
                filter: "scale=1000:-2,pad=1280:960:140:20",
                received: PixelSize(width: 1280, height: 960)
            ),
        ]
        + sizes.flatMap { size in
            [
                Path(size: size, encoder: "-crf 35"),
                Path(
                    size: size,
                    encoder: "-crf 28",
                    filter: "scale=256:144:flags=bicubic,scale=\(size.width):\(size.height):flags=bicubic"
                ),
            ]
        }

    @Test(arguments: paths)
    func everyFrameIsReadFromTheStrips(path: Path) throws {
        let sent = try (0..<Self.frames).map { try TestPicture.marked(.test($0), size: path.size) }
        let pictures = try EncodedPictures.through(
            sent,
            encoder: path.encoder,
            filter: path.filter,
            received: path.received
        )
        var reader = MarkReader()
        for (number, picture) in pictures.enumerated() {
            #expect(reader.read(picture) == .stamp(.test(UInt32(number)), .strip))
        }
    }
}
