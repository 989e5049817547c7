import Testing

@testable import Media

@Suite struct RTPPacketizerTests {
    @Test func headersAreThoseOfTheStandard() {
        var packetizer = RTPPacketizer(sequence: 0xFFFF, source: 0x0102_0304)
        let datagrams = packetizer.datagrams(of: Array(repeating: 0x47, count: 9 * 188), time: 0xA0B0_C0D0)
        #expect(datagrams.map(\.count) == [12 + 7 * 188, 12 + 2 * 188])
        #expect(Array(datagrams[0].prefix(12)) == [0x80, 33, 0xFF, 0xFF, 0xA0, 0xB0, 0xC0, 0xD0, 1, 2, 3, 4])
        // The marker at the end of the unit, and the number that wraps.
        #expect(Array(datagrams[1].prefix(4)) == [0x80, 33 | 0x80, 0, 0])
        #expect(datagrams.flatMap { $0.dropFirst(12) } == Array(repeating: 0x47, count: 9 * 188))
    }

    @Test func nothingGivesNoDatagram() {
        var packetizer = RTPPacketizer(sequence: 7, source: 1)
        #expect(packetizer.datagrams(of: [], time: 0).isEmpty)
        #expect(packetizer.datagrams(of: Array(repeating: 0, count: 7 * 188), time: 0).count == 1)
        #expect(packetizer.datagrams(of: Array(repeating: 0, count: 188), time: 0)[0][3] == 8)
    }
}
