import LabModel
import LabTesting
import Testing

@testable import RunStore

struct SampleCodecTests {
    @Test func `A record's bytes are those that the documentation shows`() {
        let sample = Sample(
            epoch: 0x0102,
            stamp: FrameStamp(
                streamID: StreamID(rawValue: 0xA1A2_A3A4),
                number: FrameNumber(0xB1B2_B3B4),
                time: WallTime(nanoseconds: 0x0102_0304_0506_0708),
                latenessTicks: 0xC1C2
            ),
            arrival: WallTime(nanoseconds: 1),
            decoded: WallTime(nanoseconds: -2),
            size: ByteCount(0xD1D2_D3D4),
            isKeyframe: true
        )
        let expected: [UInt8] =
            [0x00, 0xF9, 0x01, 0x02]
            + [0xA1, 0xA2, 0xA3, 0xA4, 0xB1, 0xB2, 0xB3, 0xB4, 0xC1, 0xC2, 0xD1, 0xD2, 0xD3, 0xD4]
            + [1, 2, 3, 4, 5, 6, 7, 8] + [0, 0, 0, 0, 0, 0, 0, 1]
            + [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE] + [UInt8](repeating: 0, count: 24)
        #expect(SampleCodec.encode([sample]) == expected)
    }

    @Test func `Reading returns every sample that was written`() throws {
        var generator = SeededGenerator(seed: 7)
        let samples = (0..<5_000).map { _ in randomSample(using: &generator) }
        let bytes = SampleCodec.encode(samples)
        #expect(bytes.count == samples.count * 66)
        #expect(try decode(bytes) == samples)
    }

    @Test(arguments: UnreadableCause.allCases)
    func `Each cause of an unreadable mark survives`(cause: UnreadableCause) throws {
        let sample = Sample(unreadable: cause, decoded: WallTime(nanoseconds: 5))
        #expect(try decode(SampleCodec.encode([sample])) == [sample])
    }

    @Test func `Sizes beyond four bytes are clamped`() throws {
        let samples = [Sample(size: ByteCount(-1)), Sample(size: ByteCount(1 << 40))]
        let sizes = try decode(SampleCodec.encode(samples)).map(\.size.bytes)
        #expect(sizes == [0, 4_294_967_295])
    }

    @Test func `Foreign bytes are refused, or are the one form of some samples`() {
        var generator = SeededGenerator(seed: 11)
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = (0..<66).map { _ in UInt8.random(in: 0...255, using: &generator) }
            if Bool.random(using: &generator) {
                bytes[0] &= 0x0F
            }
            do {
                #expect(SampleCodec.encode(try decode(bytes)) == bytes)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 15_000)
    }

    @Test func `Flipping any bit is refused or gives another sample`() throws {
        let sample = Known.sample(9)
        let bytes = SampleCodec.encode([sample])
        for bit in 0..<bytes.count * 8 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << (bit % 8)
            let read = try? decode(damaged)
            #expect(read != [sample])
        }
    }

    @Test(arguments: [1, 65, 67, 131])
    func `A length that is no whole number of records is refused`(length: Int) {
        #expect(throws: SampleCodecError.length(length)) {
            try decode([UInt8](repeating: 0, count: length))
        }
    }

    @Test func `Errors say which record it is`() {
        var bytes = SampleCodec.encode([Known.sample(0), Known.sample(1)])
        bytes[66] |= 0x80
        #expect(throws: SampleCodecError.record(1)) { try decode(bytes) }
        #expect(SampleCodecError.record(1).description == "sample record 1 of a chunk cannot be read")
        #expect(SampleCodecError.length(5).description == "5 bytes are no whole number of sample records")
    }

    private func decode(_ bytes: [UInt8]) throws -> [Sample] {
        try bytes.withUnsafeBytes { try SampleCodec.decode($0) }
    }

    private func randomSample(using generator: inout SeededGenerator) -> Sample {
        func wide(_ generator: inout SeededGenerator) -> Int64? {
            Bool.random(using: &generator) ? .random(in: .min ... .max, using: &generator) : nil
        }
        let hasStamp = Bool.random(using: &generator)
        let stamp = FrameStamp(
            streamID: StreamID(rawValue: .random(in: 0 ... .max, using: &generator)),
            number: Bool.random(using: &generator) ? FrameNumber(.random(in: 0 ... .max, using: &generator)) : nil,
            time: wide(&generator).map { WallTime(nanoseconds: $0) },
            latenessTicks: .random(in: 0 ... .max, using: &generator)
        )
        return Sample(
            epoch: .random(in: 0 ... .max, using: &generator),
            stamp: hasStamp ? stamp : nil,
            unreadable: hasStamp ? nil : UnreadableCause.allCases.randomElement(using: &generator),
            arrival: wide(&generator).map { WallTime(nanoseconds: $0) },
            decoded: wide(&generator).map { WallTime(nanoseconds: $0) },
            presentationTime: wide(&generator).map { Latency(nanoseconds: $0) },
            size: ByteCount(.random(in: 0...0xFFFF_FFFF, using: &generator)),
            isKeyframe: Bool.random(using: &generator),
            isBacklog: Bool.random(using: &generator),
            isRepeated: Bool.random(using: &generator),
            clockOffset: wide(&generator).map { Latency(nanoseconds: $0) },
            clockErrorBound: wide(&generator).map { Latency(nanoseconds: $0) }
        )
    }
}
