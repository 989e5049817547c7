import Drawing
import Foundation
import LabModel
import LabTesting
import Machine
import Media

@testable import Scoring

/// A stream of a known description, as files that each show some of its frames.
struct PlantedStream {
    static let size = PixelSize(width: 320, height: 240)
    static let period = Latency.milliseconds(40)
    static let id = StreamID(rawValue: 7)

    var format = MarkFormat.qr
    var size = Self.size

    var description: StreamDescription {
        StreamDescription(
            streamID: Self.id,
            seed: 3,
            contentVersion: 1,
            content: .synthetic,
            contentSha256: nil,
            width: size.width,
            height: size.height,
            fps: .usual,
            pixelFormat: "yuv420p",
            colorRange: "limited",
            colorMatrix: "bt709",
            markFormat: format,
            markLayoutVersion: 1,
            codec: .h264,
            gopS: 1,
            bitrateBps: 1_000_000,
            startedAt: "2027-01-15T08:00:00Z"
        )
    }

    static func stamp(_ number: Int) -> FrameStamp {
        FrameStamp(
            streamID: id,
            number: FrameNumber(UInt32(number)),
            time: WallTime(nanoseconds: 1_800_000_000_000_000_000 + Int64(number) * period.nanoseconds)
        )
    }

    /// What the streamer gives its encoder.
    func pictures(_ numbers: [Int]) throws -> [PictureBuffer] {
        let drawer = try FrameDrawer(size: size, content: .drawn(seed: 3), markFormat: format, clock: SystemClock())
        return try numbers.map { number in
            let picture = try PictureBuffer.make(size: size)
            try drawer.draw(Self.stamp(number), into: picture)
            return picture
        }
    }

    /// Encodes pictures into a file.
    static func encode(_ pictures: [PictureBuffer], bitrate: Int = 1_000_000, to path: String) throws {
        let settings = EncoderSettings(
            codec: .h264,
            size: pictures[0].size,
            frameRate: .usual,
            bitrate: DataRate(bitsPerSecond: bitrate),
            gop: .seconds(1)
        )
        let encoder = try VideoEncoder.open(settings)
        let muxer = try StreamMuxer.open(file: path, stream: encoder.stream())
        for (index, picture) in pictures.enumerated() {
            for packet in try encoder.encode(picture, index: Int64(index)) {
                _ = try muxer.write(packet)
            }
        }
        for packet in try encoder.finish() {
            _ = try muxer.write(packet)
        }
        _ = try muxer.finish()
    }

    /// All samples of a picture, plane after plane.
    static func bytes(_ picture: PictureView) -> [UInt8] {
        [picture.luma, picture.chromaBlue, picture.chromaRed].flatMap(bytes)
    }

    static func bytes(_ plane: PlaneView) -> [UInt8] {
        (0..<plane.height).flatMap { row in
            UnsafeRawBufferPointer(start: plane.base + row * plane.stride, count: plane.width)
        }
    }

    static func bytes(_ picture: PictureBuffer) -> [UInt8] {
        picture.withPlanes { bytes($0.readOnly) }
    }

    /// Luma PSNR as METHOD defines it, the slow way.
    static func psnr(_ first: [UInt8], _ second: [UInt8], count: Int) -> Double {
        let sum = zip(first, second).prefix(count).reduce(0.0) { sum, pair in
            let difference = Double(pair.0) - Double(pair.1)
            return sum + difference * difference
        }
        return sum == 0 ? 60 : min(60, 10 * log10(255 * 255 / (sum / Double(count))))
    }
}
