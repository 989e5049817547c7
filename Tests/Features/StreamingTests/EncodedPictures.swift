import LabModel
import Machine
import Media

@testable import Streaming

/// Small grey pictures as an encoder makes them, for tests of what comes behind it.
struct EncodedPictures {
    static let size = PixelSize(width: 64, height: 48)

    /// What containers must know of them.
    let stream: EncodedStream
    /// One packet a picture, in order.
    let packets: [EncodedPacket]
    let rate: FrameRate

    /// Encodes pictures at 25 a second.
    /// - Parameters:
    ///   - ticks: the ticks of the pictures, rising.
    ///   - interval: pictures from keyframe to keyframe.
    ///   - codec: h264, or any other.
    /// - Throws: `MediaError`.
    init(ticks: [Int64], interval: Int = 10, codec: VideoCodec = .h264) throws {
        rate = .usual
        let encoder = try VideoEncoder.open(
            EncoderSettings(
                codec: codec,
                size: Self.size,
                frameRate: rate,
                bitrate: DataRate(bitsPerSecond: 200_000),
                gop: rate.timeOfTick(Int64(interval))
            )
        )
        let buffer = try PictureBuffer.make(size: Self.size)
        var packets: [EncodedPacket] = []
        for tick in ticks {
            Self.fill(buffer, with: UInt8(truncatingIfNeeded: 40 + tick))
            packets += try encoder.encode(buffer, index: tick)
        }
        stream = try encoder.stream()
        self.packets = packets
    }

    /// The packets as the producer hands them out, each due at its tick behind an instant and stamped by some lateness later.
    func frames(from start: WallTime, lateness: Latency = .zero) -> [EncodedFrame] {
        packets.enumerated().map { number, packet in
            let due = start + rate.timeOfTick(packet.index)
            return EncodedFrame(
                packet: packet,
                number: FrameNumber(UInt32(number)),
                stamp: due + lateness,
                due: due,
                instant: MonotonicTime(nanoseconds: packet.index)
            )
        }
    }

    /// Makes every sample of a picture the same.
    static func fill(_ buffer: PictureBuffer, with value: UInt8) {
        buffer.withPlanes { planes in
            for plane in [planes.luma, planes.chromaBlue, planes.chromaRed] {
                for row in 0..<plane.height {
                    plane.base.advanced(by: row * plane.stride)
                        .initializeMemory(as: UInt8.self, repeating: value, count: plane.width)
                }
            }
        }
    }

    /// The first luma sample of a picture.
    static func shade(_ buffer: PictureBuffer) -> UInt8 {
        buffer.withPlanes { $0.luma.base.load(as: UInt8.self) }
    }
}
