import Content
import LabModel
import Marks
import Media

/// A short stream of marked pictures as MPEG-TS, one chunk a frame.
struct MarkedStream {
    static let size = PixelSize.imageSizes[0]
    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)
    static let period = Latency.milliseconds(40)
    let streamID: StreamID
    let chunks: [[UInt8]]

    /// Makes a stream.
    ///
    /// - Parameters:
    ///   - count: how many frames.
    ///   - streamID: the stream's id.
    ///   - unmarked: numbers of frames that get no mark.
    ///   - size: the pictures' size.
    ///   - format: how marks are written.
    /// - Throws: what encoding and muxing throw.
    init(
        count: Int,
        streamID: StreamID = StreamID(rawValue: 7),
        unmarked: Set<Int> = [],
        size: PixelSize = Self.size,
        format: MarkFormat = .qr
    ) throws {
        self.streamID = streamID
        let settings = EncoderSettings(
            codec: .h264,
            size: size,
            frameRate: .usual,
            bitrate: DataRate(bitsPerSecond: 2_000_000),
            gop: .seconds(1)
        )
        let encoder = try VideoEncoder.open(settings)
        let muxer = try StreamMuxer.open(.mpegTS, encoder: encoder)
        let picture = try PictureBuffer.make(size: size)
        var painter = try MarkPainter(size: size, format: format)
        var renderer = ContentRenderer(seed: 1, size: size)
        var chunks: [[UInt8]] = []
        for index in 0..<count {
            try picture.withPlanes { planes in
                renderer.render(FrameNumber(UInt32(index)), into: planes)
                if !unmarked.contains(index) {
                    try painter.draw(Self.stamp(index, streamID), into: planes)
                }
            }
            for packet in try encoder.encode(picture, index: Int64(index)) {
                chunks.append(try muxer.write(packet))
            }
        }
        self.chunks = chunks
    }

    static func stamp(_ index: Int, _ streamID: StreamID) -> FrameStamp {
        FrameStamp(
            streamID: streamID,
            number: FrameNumber(UInt32(index)),
            time: start + Latency(nanoseconds: period.nanoseconds * Int64(index))
        )
    }
}

/// Bytes in memory, one chunk a read.
final class ChunkSource: ByteSource {
    private var chunks: ArraySlice<[UInt8]>
    private var offset = 0

    init(_ chunks: [[UInt8]]) {
        self.chunks = chunks[...]
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let chunk = chunks.first else { return 0 }
        let count = min(buffer.count, chunk.count - offset)
        buffer.copyBytes(from: chunk[offset..<offset + count])
        offset += count
        if offset == chunk.count {
            chunks.removeFirst()
            offset = 0
        }
        return count
    }

    func interrupt() {}
}
