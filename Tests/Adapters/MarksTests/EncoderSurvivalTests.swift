import Foundation
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
        let folder = FileManager.default.temporaryDirectory.appending(path: "marks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let raw = folder.appending(path: "raw")
        try write(path.size).write(to: raw)
        let encoded = folder.appending(path: "encoded.ts")
        let x264 = "-c:v libx264 -preset ultrafast -tune zerolatency \(path.encoder)"
        try ffmpeg("-f rawvideo -pix_fmt yuv420p -s \(path.size) -r 30 -i \(raw.path) \(x264) \(encoded.path)")
        let decoded = folder.appending(path: "decoded")
        try ffmpeg("-i \(encoded.path) -vf \(path.filter) -f rawvideo -pix_fmt gray \(decoded.path)")
        try read(Data(contentsOf: decoded), size: path.received ?? path.size)
    }

    private func write(_ size: PixelSize) throws -> Data {
        var data = Data()
        for number in 0..<Self.frames {
            let picture = try TestPicture.marked(.test(number), size: size)
            data += picture.luma + picture.chromaBlue + picture.chromaRed
        }
        return data
    }

    private func read(_ data: Data, size: PixelSize) throws {
        let bytes = size.width * size.height
        try #require(data.count == bytes * Int(Self.frames))
        var reader = MarkReader()
        for number in 0..<Self.frames {
            var picture = TestPicture(size: size)
            picture.luma = Array(data[Int(number) * bytes..<(Int(number) + 1) * bytes])
            #expect(reader.read(picture) == .stamp(.test(number), .strip))
        }
    }

    private func ffmpeg(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-v", "error", "-nostdin"] + arguments.split(separator: " ").map(String.init)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
