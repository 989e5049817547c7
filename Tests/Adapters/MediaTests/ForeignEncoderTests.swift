import Foundation
import LabModel
import Media
import Testing

/// Streams of the ffmpeg program, with its defaults: B-frames, PES packets without length, audio between.
@Suite struct ForeignEncoderTests {
    static let count = 60

    /// A file of numbered pictures, encoded again by ffmpeg.
    static func encode(_ arguments: String, extension name: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("media-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = folder.appendingPathComponent("source.mkv").path
        try write(source)
        let target = folder.appendingPathComponent("out.\(name)").path
        let ffmpeg = Process()
        ffmpeg.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        ffmpeg.arguments =
            ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", source]
            + arguments.split(separator: " ").map(String.init) + [target]
        try ffmpeg.run()
        ffmpeg.waitUntilExit()
        try #require(ffmpeg.terminationStatus == 0)
        return target
    }

    static func write(_ path: String) throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings(bitrate: 4_000_000))
        let muxer = try StreamMuxer.open(file: path, encoder: encoder)
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        for number in 0..<count {
            NumberedPictures.draw(number, into: buffer)
            for packet in try encoder.encode(buffer, index: Int64(number)) {
                #expect(try muxer.write(packet) == [])
            }
        }
        _ = try muxer.finish()
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent())
    }

    static let reordered = "-c:v libx264 -preset veryfast -bf 3 -b_strategy 0 -g 30"

    @Test(arguments: ["ts", "mp4", "mkv", "flv"])
    func reorderedPicturesComeInOrderWithoutLossOrRepeat(name: String) throws {
        let path = try Self.encode(Self.reordered, extension: name)
        defer { Self.remove(path) }
        let reading = try Reading.all(file: path)
        #expect(reading.units.count == Self.count)
        #expect(reading.numbers == Array(0..<Self.count))
        #expect(reading.mode == .reordering)
        #expect(reading.events.filter { $0.code == "decoder_mode" }.count == 1)
        let times = reading.pictures.compactMap(\.presentationTime)
        #expect(times == times.sorted())
        #expect(Set(times).count == Self.count)
    }

    @Test(arguments: ["ts", "mkv", "flv", "h264"])
    func reorderedPicturesOfALiveStreamComeInOrder(name: String) throws {
        let path = try Self.encode(Self.reordered, extension: name)
        defer { Self.remove(path) }
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let reading = try Reading.all(bytes)
        #expect(reading.numbers == Array(0..<Self.count))
        #expect(reading.mode == .reordering)
    }

    @Test(arguments: [
        (
            "-c:v libx264 -preset ultrafast -tune zerolatency -x264-params bframes=3:b-adapt=0:bitstream-restriction=0",
            "ts"
        ),
        ("-c:v libx264 -preset veryfast -bf 2 -x264-params open-gop=1:keyint=20 -flags -cgop", "ts"),
        ("-c:v libx265 -preset ultrafast -x265-params bframes=3:keyint=30:log-level=none", "ts"),
        ("-c:v mpeg2video -b:v 2M -bf 2 -g 15", "ts"),
        ("-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 1M", "webm"),
        ("-c:v mjpeg -q:v 3", "mkv"),
        ("-c:v libx264 -preset ultrafast -tune zerolatency -f lavfi -i sine=d=2 -c:a aac -map 0:v -map 1:a", "ts"),
    ])
    func otherCodecsAndContainersLoseNothing(arguments: String, name: String) throws {
        // Inputs go before the codec's own options.
        let parts = arguments.split(separator: " ").map(String.init)
        let order: [String]
        if let input = parts.firstIndex(of: "-f") {
            order = Array(parts[input..<input + 4]) + parts[..<input] + parts[(input + 4)...]
        } else {
            order = parts
        }
        let path = try Self.encode(order.joined(separator: " "), extension: name)
        defer { Self.remove(path) }
        let reading = try Reading.all(file: path)
        #expect(reading.numbers == Array(0..<Self.count))
        #expect(reading.units.allSatisfy { $0.sequence >= 0 })
    }

    @Test func hugeUnitsWithoutLengthStayWhole() throws {
        let path = try Self.encode(
            "-vf scale=1920:1152:flags=neighbor,noise=alls=60:allf=t -c:v libx264 -preset ultrafast -qp 4 -frames:v 8 -g 4",
            extension: "ts"
        )
        defer { Self.remove(path) }
        let reading = try Reading.all(file: path)
        #expect(reading.units.count == 8)
        #expect(reading.pictures.count == 8)
        #expect((reading.units.map(\.size.bytes).max() ?? 0) > 400_000)
        #expect(reading.events == [])
    }

    @Test func aChangeOfResolutionIsToldAndGoneOnFrom() throws {
        let small = try NumberedPictures.chunks(30)
        let size = PixelSize(width: 480, height: 272)
        let large = try NumberedPictures.chunks(30, settings: NumberedPictures.settings(size: size))
        let reading = try Reading.all((small.chunks + large.chunks).flatMap { $0 })
        #expect(reading.numbers == Array(0..<30) + Array(0..<30))
        #expect(reading.pictures.last?.size == size)
        #expect(
            reading.events == [
                MediaEvent(
                    code: "resolution_changed",
                    text: "the picture's size changed from 320x192 to 480x272"
                )
            ]
        )
    }
}
