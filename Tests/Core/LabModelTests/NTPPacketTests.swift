import LabModel
import LabTesting
import Testing

@Suite struct NTPPacketTests {
    /// An answer of a server of stratum 3, put together by hand from RFC 5905's figure 8.
    private static let known: [UInt8] =
        [0x24, 0x03, 0x06, 0xE7, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x01, 0x8F, 0x7F, 0x7F, 0x01, 0x01]
        + [0xEC, 0xC9, 0x3C, 0x00, 0x80, 0x00, 0x00, 0x00, 0xEC, 0xC9, 0x3C, 0x01, 0x40, 0x00, 0x00, 0x00]
        + [0xEC, 0xC9, 0x3C, 0x01, 0x40, 0x01, 0x00, 0x00, 0xEC, 0xC9, 0x3C, 0x01, 0x40, 0x02, 0x00, 0x00]

    @Test func readsAKnownAnswer() throws {
        let packet = try #require(NTPPacket(Self.known))
        #expect(packet.leap == 0 && packet.version == 4 && packet.mode == NTPPacket.Mode.server)
        #expect(packet.stratum == 3 && packet.poll == 6 && packet.precision == -25)
        #expect(packet.rootDelay.rawValue == 16 && packet.rootDispersion.rawValue == 0x18F)
        #expect(packet.referenceID == 0x7F7F_0101)
        #expect(packet.reference.rawValue == 0xECC9_3C00_8000_0000)
        #expect(packet.origin.rawValue == 0xECC9_3C01_4000_0000)
        #expect(packet.receive.rawValue == 0xECC9_3C01_4001_0000)
        #expect(packet.transmit.rawValue == 0xECC9_3C01_4002_0000)
        #expect(packet.bytes == Self.known)
    }

    @Test func aBareQuestionIsTheOneOfRFC4330() {
        #expect(NTPPacket().bytes == [0x23] + [UInt8](repeating: 0, count: 47))
    }

    @Test func every48BytesComeBackAndFewerAreNone() {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...96, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let packet = NTPPacket(bytes)
            #expect((packet == nil) == (count < 48))
            if let packet {
                #expect(packet.bytes == Array(bytes[..<48]))
                #expect(NTPPacket(packet.bytes) == packet)
            }
        }
    }

    @Test func whatDoesNotFitItsBitsStaysOutOfItsNeighbours() {
        var packet = NTPPacket()
        packet.leap = 0xFF
        packet.version = 0xFC
        packet.mode = 0xFB
        #expect(packet.bytes[0] == 0b11_100_011)
    }
}
