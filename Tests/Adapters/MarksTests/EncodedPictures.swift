import Foundation
import LabModel
import Testing

/// Pictures through a real encoder and back.
enum EncodedPictures {
    /// Encodes pictures with x264 at 30 frames a second and decodes them, with a filter between.
    ///
    /// - Parameters:
    ///   - pictures: pictures of one size.
    ///   - encoder: ffmpeg's options of the encoder.
    ///   - filter: ffmpeg's filter behind the decoder.
    ///   - received: the size that the filter gives; nil where it keeps the size.
    /// - Returns: the pictures received, their luma alone.
    /// - Throws: what running ffmpeg and moving files throw.
    static func through(
        _ pictures: [TestPicture],
        encoder: String,
        filter: String = "null",
        received: PixelSize? = nil
    ) throws -> [TestPicture] {
        let size = try #require(pictures.first?.size)
        let folder = FileManager.default.temporaryDirectory.appending(path: "marks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let raw = folder.appending(path: "raw")
        try pictures.reduce(into: Data()) { $0 += $1.luma + $1.chromaBlue + $1.chromaRed }.write(to: raw)
        let encoded = folder.appending(path: "encoded.ts")
        let x264 = "-c:v libx264 -preset ultrafast -tune zerolatency \(encoder)"
        try ffmpeg("-f rawvideo -pix_fmt yuv420p -s \(size) -r 30 -i \(raw.path) \(x264) \(encoded.path)")
        let decoded = folder.appending(path: "decoded")
        try ffmpeg("-i \(encoded.path) -vf \(filter) -f rawvideo -pix_fmt gray \(decoded.path)")
        return try split(Data(contentsOf: decoded), size: received ?? size, count: pictures.count)
    }

    private static func split(_ data: Data, size: PixelSize, count: Int) throws -> [TestPicture] {
        let bytes = size.width * size.height
        try #require(data.count == bytes * count)
        return (0..<count).map { index in
            var picture = TestPicture(size: size)
            picture.luma = Array(data[index * bytes..<(index + 1) * bytes])
            return picture
        }
    }

    private static func ffmpeg(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-v", "error", "-nostdin"] + arguments.split(separator: " ").map(String.init)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
