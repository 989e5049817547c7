import Content
import Foundation
import LabModel
import Marks
import Media

/// A short stream of marked pictures, one chunk a frame.
struct MarkedStream {
    static let size = PixelSize.imageSizes[0]
    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)
    static let period = Latency.milliseconds(40)
    let streamID: StreamID
    let chunks: [[UInt8]]
    /// What a fragmented MP4's chunks need before them; nothing for MPEG-TS.
    let header: [UInt8]

    /// Makes a stream.
    ///
    /// - Parameters:
    ///   - first: the first frame's number.
    ///   - count: how many frames.
    ///   - streamID: the stream's id.
    ///   - unmarked: numbers of frames that get no mark.
    ///   - format: the container.
    ///   - size: of the pictures.
    ///   - gop: how many frames are from keyframe to keyframe.
    ///   - bitrate: in bits a second.
    /// - Throws: what encoding and muxing throw.
    init(
        from first: Int = 0,
        count: Int,
        streamID: StreamID = StreamID(rawValue: 7),
        unmarked: Set<Int> = [],
        format: ContainerFormat = .mpegTS,
        size: PixelSize = Self.size,
        gop: Int = 25,
        bitrate: Int = 2_000_000
    ) throws {
        self.streamID = streamID
        let settings = EncoderSettings(
            codec: .h264,
            size: size,
            frameRate: .usual,
            bitrate: DataRate(bitsPerSecond: bitrate),
            gop: Latency(nanoseconds: Self.period.nanoseconds * Int64(gop))
        )
        let encoder = try VideoEncoder.open(settings)
        let muxer = try StreamMuxer.open(format, encoder: encoder)
        let picture = try PictureBuffer.make(size: size)
        var painter = try MarkPainter(size: size, format: .qr)
        var renderer = ContentRenderer(seed: 1, size: size)
        var chunks: [[UInt8]] = []
        for index in first..<first + count {
            try picture.withPlanes { planes in
                renderer.render(FrameNumber(UInt32(index)), into: planes)
                if !unmarked.contains(index) {
                    try painter.draw(Self.stamp(index, streamID), into: planes)
                }
            }
            for packet in try encoder.encode(picture, index: Int64(index - first)) {
                chunks.append(try muxer.write(packet))
            }
        }
        self.chunks = chunks
        header = muxer.header
    }

    /// What redraws its pictures.
    var description: StreamDescription {
        StreamDescription(
            streamID: streamID,
            seed: 1,
            contentVersion: ContentRenderer.version,
            content: .synthetic,
            contentSha256: nil,
            width: Self.size.width,
            height: Self.size.height,
            fps: .usual,
            pixelFormat: "yuv420p",
            colorRange: "limited",
            colorMatrix: "bt709",
            markFormat: .qr,
            markLayoutVersion: MarkLayout.version,
            codec: .h264,
            gopS: 1,
            bitrateBps: 2_000_000,
            startedAt: Self.start.iso8601
        )
    }

    /// All of it.
    var bytes: [UInt8] { chunks.flatMap { $0 } }

    /// Writes it to a file.
    func write(to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    static func stamp(_ index: Int, _ streamID: StreamID) -> FrameStamp {
        FrameStamp(
            streamID: streamID,
            number: FrameNumber(UInt32(index)),
            time: start + Latency(nanoseconds: period.nanoseconds * Int64(index))
        )
    }
}
