import LabTesting
import Testing

@testable import Estimation

@Suite struct DigestBytesTests {
    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, UInt64(Int64.max), .max]) func numbersComeBack(number: UInt64) {
        var writer = DigestWriter()
        writer.put(number)
        var reader = DigestReader(writer.bytes)
        #expect(reader.number() == number)
        #expect(reader.isAtEnd)
    }

    @Test(arguments: [0, -1, 1, -64, 64, .min, .max] as [Int64]) func signsComeBack(number: Int64) {
        var writer = DigestWriter()
        writer.put(signed: number)
        var reader = DigestReader(writer.bytes)
        #expect(reader.signed() == number)
        #expect(writer.bytes.count <= 10)
    }

    @Test func smallNumbersTakeOneByte() {
        var writer = DigestWriter()
        [0, -1, 1, -64, 63].forEach { writer.put(signed: $0) }
        #expect(writer.bytes == [0, 1, 2, 127, 126])
    }

    @Test(arguments: [[], [0x80], [0x80, 0], [255, 255, 255, 255, 255, 255, 255, 255, 255, 2]] as [[UInt8]])
    func whatIsNoNumberIsNone(bytes: [UInt8]) {
        var reader = DigestReader(bytes)
        #expect(reader.number() == nil)
    }

    @Test func countsHaveALimit() {
        var writer = DigestWriter()
        writer.put(count: 301)
        var reader = DigestReader(writer.bytes)
        #expect(reader.count(upTo: 300) == nil)
    }

    @Test func millisecondsAreWholeNanoseconds() {
        var writer = DigestWriter()
        writer.put(milliseconds: 20.123_456_7)
        writer.put(seconds: -0.2)
        writer.put(milliseconds: 1e300)
        var reader = DigestReader(writer.bytes)
        #expect(reader.milliseconds() == 20.123_457)
        #expect(reader.seconds() == -0.2)
        #expect(reader.signed() == .max)
    }
}
