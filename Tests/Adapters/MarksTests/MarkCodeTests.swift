import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite struct MarkCodeTests {
    private let stamp = FrameStamp(
        streamID: StreamID(rawValue: 0x0102_0304),
        number: 0x0506_0708,
        time: WallTime(nanoseconds: 0x090A_0B0C_0D0E_0F10),
        latenessTicks: 0x1112
    )

    @Test func theBytesAreInTheOrderOfTheFormat() throws {
        let code = try #require(MarkCode(stamp))
        #expect(Array(code.bytes.prefix(18)) == Array(1...0x12))
        // CRC-32 of the bytes 1 to 18, from zlib.
        #expect(code.checksum == 0x01A6_1A37)
        #expect(Array(code.bytes.suffix(4)) == [0x01, 0xA6, 0x1A, 0x37])
    }

    @Test func theChecksumIsTheUsualOne() {
        var crc = CRC32()
        crc.append(0x3132_3334_3536_3738, bytes: 8)
        crc.append(0x39, bytes: 1)
        #expect(crc.value == 0xCBF4_3926)
    }

    @Test func bytesAndRowsLeadBackToTheStamp() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let stamp = FrameStamp(
                streamID: .random(using: &generator),
                number: FrameNumber(.random(in: 0 ... .max, using: &generator)),
                time: WallTime(nanoseconds: .random(in: 0 ... .max, using: &generator)),
                latenessTicks: .random(in: 0 ... .max, using: &generator)
            )
            let code = try #require(MarkCode(stamp))
            #expect(MarkCode(bytes: code.bytes)?.stamp == stamp)
            #expect(MarkCode(rows: code.rows)?.stamp == stamp)
            #expect((0..<4).allSatisfy { code.rows[$0] < 1 << 44 })
        }
    }

    @Test func everyFlippedBitIsNoticed() throws {
        let code = try #require(MarkCode(stamp))
        for bit in 0..<176 {
            var bytes = code.bytes
            bytes[bit / 8] ^= 0x80 >> UInt8(bit % 8)
            #expect(MarkCode(bytes: bytes) == nil)
            var rows = code.rows
            rows[bit / 44] ^= 1 << UInt64(43 - bit % 44)
            #expect(MarkCode(rows: rows) == nil)
        }
    }

    @Test func allBlackAndAllWhiteAreNoMark() {
        #expect(MarkCode(rows: StripRows(repeating: 0)) == nil)
        #expect(MarkCode(rows: StripRows(repeating: (1 << 44) - 1)) == nil)
        #expect(MarkCode(bytes: []) == nil)
    }

    @Test func aStampWithoutNumberOrTimeIsRefused() {
        #expect(MarkCode(FrameStamp(streamID: .foreign, number: nil, time: WallTime(nanoseconds: 1))) == nil)
        #expect(MarkCode(FrameStamp(streamID: .foreign, number: 1, time: nil)) == nil)
        #expect(MarkCode(FrameStamp(streamID: .foreign, number: 1, time: WallTime(nanoseconds: -1))) == nil)
    }
}
