import LabModel
import Machine
import Media
import Testing

@testable import Streaming

@Suite("Frame pipeline")
struct FramePipelineTests {
    private static func settings() -> StreamSettings {
        var settings = StreamSettings(frameRate: .usual)
        settings.size = PixelSize(width: 320, height: 240)
        settings.gop = .milliseconds(200)
        return settings
    }

    private static func stamp(_ number: Int) -> FrameStamp {
        FrameStamp(
            streamID: StreamID(rawValue: 7),
            number: FrameNumber(UInt32(number)),
            time: WallTime(nanoseconds: 1_800_000_000_000_000_000 + Int64(number))
        )
    }

    /// A picture's samples, by way of a scaler that changes nothing.
    private static func samples(_ picture: SharedPicture) throws -> [UInt8] {
        let buffer = try PictureBuffer.make(size: picture.size)
        try Scaler().scale(picture, into: buffer)
        return buffer.withPlanes { planes in
            (0..<planes.luma.height).flatMap { row in
                let line = planes.luma.base.advanced(by: row * planes.luma.stride)
                return (0..<planes.luma.width).map { line.load(fromByteOffset: $0, as: UInt8.self) }
            }
        }
    }

    @Test("each frame is one packet at its tick, with keyframes at their distance")
    func packets() throws {
        let pipeline = try FramePipeline(Self.settings(), seed: 1, clock: SystemClock())
        var packets: [EncodedPacket] = []
        let ticks: [Int64] = [0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 13]
        for (number, tick) in ticks.enumerated() {
            packets += try pipeline.make(Self.stamp(number), tick: tick)
            #expect(packets.count == number + 1)
        }
        #expect(packets.map(\.index) == ticks)
        #expect(packets.enumerated().filter { $0.element.isKeyframe }.map(\.offset) == [0, 5, 10])
        #expect(try pipeline.finish().isEmpty)
    }

    @Test("a picture that is still read is never drawn over, however many are kept")
    func sharing() throws {
        let pipeline = try FramePipeline(Self.settings(), seed: 1, clock: SystemClock())
        var kept: [(picture: SharedPicture, samples: [UInt8])] = []
        // More than the pipeline has memory for: then what is drawn is copied.
        for number in 0..<20 {
            _ = try pipeline.make(Self.stamp(number), tick: Int64(number))
            let picture = try pipeline.sharePicture()
            kept.append((picture, try Self.samples(picture)))
        }
        for (picture, samples) in kept {
            #expect(try Self.samples(picture) == samples)
        }
        #expect(Set(kept.map(\.samples)).count == 20)
    }

    @Test("the same seed and stamps give the same bytes")
    func deterministic() throws {
        func bytes(seed: UInt32) throws -> [[UInt8]] {
            let pipeline = try FramePipeline(Self.settings(), seed: seed, clock: SystemClock())
            return try (0..<4).flatMap { try pipeline.make(Self.stamp($0), tick: Int64($0)) }.map { $0.copyBytes() }
        }
        let first = try bytes(seed: 5)
        #expect(try bytes(seed: 5) == first)
        #expect(try bytes(seed: 6) != first)
    }

    @Test("a size that no mark fits into is refused at the start")
    func tooSmall() {
        var settings = Self.settings()
        settings.size = PixelSize(width: 32, height: 32)
        let error = #expect(throws: StreamingError.self) {
            _ = try FramePipeline(settings, seed: 1, clock: SystemClock())
        }
        guard case .mark? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
