import LabModel
import Media
import Testing

/// Pictures that carry their number as 16 big black or white cells, over moving noise.
enum NumberedPictures {
    static let size = PixelSize(width: 320, height: 192)
    private static let cell = 16

    static func draw(_ number: Int, into buffer: PictureBuffer) {
        buffer.withPlanes { planes in
            fill(planes.luma, number: number)
            flat(planes.chromaBlue)
            flat(planes.chromaRed)
        }
    }

    /// Eight samples at a time: moving stripes with grain, and the cells over them.
    private static func fill(_ plane: MutablePlaneView, number: Int) {
        var state = UInt64(truncatingIfNeeded: number &* 747_796_405 &+ 2_891_336_453)
        for y in 0..<plane.height {
            let row = plane.base.advanced(by: y * plane.stride)
            for x in stride(from: 0, to: plane.width - 7, by: 8) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let stripe = UInt64(64 + (x + y + number * 3) % 96) &* 0x0101_0101_0101_0101
                let isCell = y < cell * 2 && x < 16 * cell
                let shade: UInt64 = number >> (x / cell) & 1 == 1 ? 0xDCDC_DCDC_DCDC_DCDC : 0x1E1E_1E1E_1E1E_1E1E
                let grain = state >> 3 & 0x0F0F_0F0F_0F0F_0F0F
                row.storeBytes(of: isCell ? shade : stripe &+ grain, toByteOffset: x, as: UInt64.self)
            }
        }
    }

    private static func flat(_ plane: MutablePlaneView) {
        for y in 0..<plane.height {
            plane.base.advanced(by: y * plane.stride).initializeMemory(
                as: UInt8.self,
                repeating: 128,
                count: plane.width
            )
        }
    }

    /// The number that a picture shows.
    static func read(_ picture: Picture) -> Int {
        picture.withLuma { read($0, cell: cell) }
    }

    /// The number that a buffer of any size shows.
    static func read(_ buffer: PictureBuffer) -> Int {
        buffer.withPlanes { read($0.luma.readOnly, cell: cell * buffer.size.width / size.width) }
    }

    private static func read(_ plane: PlaneView, cell: Int) -> Int {
        var number = 0
        for bit in 0..<16 {
            var sum = 0
            for y in cell / 2..<cell / 2 * 3 {
                for x in bit * cell + cell / 4..<bit * cell + cell / 4 * 3 {
                    sum += Int(plane.base.load(fromByteOffset: y * plane.stride + x, as: UInt8.self))
                }
            }
            number |= sum / (cell * (cell / 2)) > 125 ? 1 << bit : 0
        }
        return number
    }

    static func settings(
        codec: VideoCodec = .h264,
        size: PixelSize = size,
        gop: Double = 1,
        bitrate: Int = 1_000_000
    ) throws -> EncoderSettings {
        EncoderSettings(
            codec: codec,
            size: size,
            frameRate: try #require(FrameRate(numerator: 30)),
            bitrate: DataRate(bitsPerSecond: bitrate),
            gop: .seconds(gop)
        )
    }

    /// Encodes numbered pictures and gives each one's bytes in a container.
    static func chunks(
        _ count: Int,
        format: ContainerFormat = .mpegTS,
        settings: EncoderSettings? = nil
    ) throws -> (header: [UInt8], chunks: [[UInt8]]) {
        let encoder = try VideoEncoder.open(settings ?? Self.settings())
        let muxer = try StreamMuxer.open(format, encoder: encoder)
        let buffer = try PictureBuffer.make(size: encoder.settings.size)
        var chunks: [[UInt8]] = []
        for number in 0..<count {
            draw(number, into: buffer)
            for packet in try encoder.encode(buffer, index: Int64(number)) {
                chunks.append(try muxer.write(packet))
            }
        }
        for packet in try encoder.finish() {
            chunks.append(try muxer.write(packet))
        }
        return (muxer.header, chunks)
    }
}
