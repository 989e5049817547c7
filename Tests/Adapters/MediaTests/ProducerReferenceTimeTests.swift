import LabModel
import LabTesting
import Media
import Testing

@Suite("Producer reference time")
struct ProducerReferenceTimeTests {
    @Test("the box is laid out as ISO/IEC 14496-12 says")
    func layout() throws {
        // mfhd; traf with tfhd of track 7 and tfdt version 1 of 0x0102030405060708.
        let fragment = box(
            "moof",
            box("mfhd", [0, 0, 0, 0, 0, 0, 0, 1])
                + box(
                    "traf",
                    box("tfhd", [0, 2, 0, 0, 0, 0, 0, 7]) + box("tfdt", [1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8])
                )
        )
        let time = try #require(ProducerReferenceTime(fragment: fragment, time: WallTime(nanoseconds: 1_500_000_000)))
        let expected: [UInt8] =
            [0, 0, 0, 32] + Array("prft".utf8) + [1, 0, 0, 24] + [0, 0, 0, 7]
            + [0x83, 0xAA, 0x7E, 0x81, 0x80, 0, 0, 0] + [1, 2, 3, 4, 5, 6, 7, 8]
        #expect(time.bytes == expected)
    }

    @Test("each fragment of a stream gets its own time and stamp, exact to the nanosecond")
    func stream() throws {
        for codec in [VideoCodec.h264, .hevc, .vp9, .av1] {
            let (_, chunks) = try NumberedPictures.chunks(
                5,
                format: .fragmentedMP4,
                settings: NumberedPictures.settings(codec: codec)
            )
            let stamps = (0..<5).map { WallTime(nanoseconds: 1_789_000_000_123_456_789 + $0 * 33_333_333) }
            let times = try zip(chunks, stamps).map { chunk, stamp in
                let made = try #require(ProducerReferenceTime(fragment: chunk, time: stamp))
                #expect(made.bytes.count == 32)
                return try #require(ProducerReferenceTime(reading: made.bytes + chunk))
            }
            #expect(times.map(\.trackID) == [1, 1, 1, 1, 1])
            #expect(zip(times, stamps).allSatisfy { $0.time.time(near: $1) == $1 })
            let steps = zip(times, times.dropFirst()).map { $1.mediaTime - $0.mediaTime }
            #expect(Set(steps).count == 1 && steps[0] > 0, "\(codec)")
        }
    }

    @Test("bytes that are no fragment have no time, however they are cut")
    func hostile() throws {
        let (header, chunks) = try NumberedPictures.chunks(1, format: .fragmentedMP4)
        let time = WallTime(nanoseconds: 0)
        #expect(ProducerReferenceTime(fragment: header, time: time) == nil)
        #expect(ProducerReferenceTime(fragment: [], time: time) == nil)
        #expect(ProducerReferenceTime(reading: chunks[0]) == nil)
        for length in 0..<120 {
            _ = ProducerReferenceTime(fragment: Array(chunks[0].prefix(length)), time: time)
        }
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            var bytes = Array(chunks[0].prefix(160))
            for _ in 0..<4 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = ProducerReferenceTime(fragment: bytes, time: time)
            _ = CodecString.of(header: bytes)
        }
    }

    private func box(_ name: String, _ contents: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(contents.count + 8)] + Array(name.utf8) + contents
    }
}
