import LabModel
import LabTesting
import Media
import Testing

@Suite(.heavy) struct VideoEncoderTests {
    /// Noise over the whole picture, other noise each time: the hardest content there is.
    private func drawNoise(into buffer: PictureBuffer, using random: inout SeededGenerator) {
        let words = random.next()
        buffer.withPlanes { planes in
            for plane in [planes.luma, planes.chromaBlue, planes.chromaRed] {
                var state = words | 1
                for y in 0..<plane.height {
                    let row = plane.base.advanced(by: y * plane.stride)
                    for x in stride(from: 0, to: plane.width - 7, by: 8) {
                        state ^= state << 13
                        state ^= state >> 7
                        state ^= state << 17
                        row.storeBytes(of: state & 0x7F7F_7F7F_7F7F_7F7F, toByteOffset: x, as: UInt64.self)
                    }
                }
            }
        }
    }

    @Test(arguments: [
        (PixelSize(width: 1280, height: 720), 2_500_000), (PixelSize(width: 1920, height: 1080), 8_000_000),
    ])
    func everyUnitStaysBelowTheLimit(size: PixelSize, bitrate: Int) throws {
        let settings = try NumberedPictures.settings(size: size, bitrate: bitrate)
        let encoder = try VideoEncoder.open(settings)
        let buffer = try PictureBuffer.make(size: size)
        var random = SeededGenerator(seed: 1)
        var packets: [EncodedPacket] = []
        for index in 0..<95 {
            // Every third second stands still for a while, so that the rate control saves up for a shock.
            if index % 45 < 15 || index % 45 == 30 {
                drawNoise(into: buffer, using: &random)
            }
            packets += try encoder.encode(buffer, index: Int64(index))
        }
        #expect(packets.count == 95)
        #expect(packets.map(\.index) == (0..<95).map(Int64.init))
        let largest = packets.map(\.size.bytes).max() ?? 0
        #expect(largest < 65_000)
        #expect(packets.indices.filter { packets[$0].isKeyframe } == [0, 30, 60, 90])
    }

    @Test func keyframesAreClosedAndBringTheirHeaders() throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings(gop: 0.5))
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        for index in 0..<40 {
            NumberedPictures.draw(index, into: buffer)
            let packet = try #require(try encoder.encode(buffer, index: Int64(index)).first)
            let types = Self.nalTypes(packet.copyBytes())
            #expect(packet.isKeyframe == index.isMultiple(of: 15))
            #expect(types.contains(5) == packet.isKeyframe)
            #expect(types.contains(7) == packet.isKeyframe)
            #expect(types.contains(8) == packet.isKeyframe)
            // One slice a picture.
            #expect(types.filter { $0 == 1 || $0 == 5 }.count == 1)
        }
    }

    static func nalTypes(_ bytes: [UInt8]) -> [UInt8] {
        bytes.indices.dropLast(3).compactMap { index in
            bytes[index] == 0 && bytes[index + 1] == 0 && bytes[index + 2] == 1 ? bytes[index + 3] & 0x1F : nil
        }
    }

    @Test func holesInTheIndexAreHolesInTime() throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let muxer = try StreamMuxer.open(.mpegTS, encoder: encoder)
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        var bytes: [UInt8] = []
        let indices: [Int64] = [0, 1, 2, 7, 8, 40]
        for index in indices {
            NumberedPictures.draw(Int(index), into: buffer)
            for packet in try encoder.encode(buffer, index: index) {
                bytes += try muxer.write(packet)
            }
        }
        let reading = try Reading.all(bytes)
        let first = try #require(reading.units.first?.presentationTime)
        let times = reading.units.compactMap { $0.presentationTime.map { ($0 - first).milliseconds.rounded() } }
        #expect(times == indices.map { (Double($0) * 1_000 / 30).rounded() })
        #expect(reading.numbers == indices.map(Int.init))
    }

    @Test(arguments: VideoCodec.allCases)
    func everyCodecGivesEachPictureAtOnce(codec: VideoCodec) throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings(codec: codec, bitrate: 2_000_000))
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        for index in 0..<8 {
            NumberedPictures.draw(index, into: buffer)
            let packets = try encoder.encode(buffer, index: Int64(index))
            #expect(packets.map(\.index) == [Int64(index)], "\(codec) holds pictures back")
        }
        #expect(try encoder.finish().isEmpty)
    }

    @Test func saysWhatItDoesNotTake() throws {
        var settings = try NumberedPictures.settings()
        settings.size = PixelSize(width: 321, height: 192)
        #expect(
            throws: MediaError.badSetting(
                name: "size",
                value: "321x192",
                reason: "both sides must be even and from 16 to 8192"
            )
        ) { try VideoEncoder.open(settings) }
        settings = try NumberedPictures.settings()
        settings.preset = "warp"
        let presets = "ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow, placebo"
        #expect(
            throws: MediaError.badSetting(name: "preset", value: "warp", reason: "it is one of \(presets)")
        ) { try VideoEncoder.open(settings) }
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let small = try PictureBuffer.make(size: PixelSize(width: 160, height: 96))
        #expect(
            throws: MediaError.badSetting(name: "size", value: "160x96", reason: "the encoder makes 320x192")
        ) { try encoder.encode(small, index: 0) }
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        _ = try encoder.encode(buffer, index: 3)
        #expect(
            throws: MediaError.badSetting(name: "index", value: "3", reason: "it must be above the last one, 3")
        ) { try encoder.encode(buffer, index: 3) }
    }

    @Test func theColoursAreNamed() throws {
        let bytes = try NumberedPictures.chunks(1).chunks.flatMap { $0 }
        let reading = try Reading.all(bytes)
        #expect(reading.pictures.first?.colour == "bt709 tv")
    }
}
