import LabModel
import LabTesting
import Testing

@testable import Media

@Suite struct RTPTransportTests {
    private func parse(_ bytes: [UInt8]) -> RTPPacket? {
        bytes.withUnsafeBytes { RTPPacket($0) }
    }

    /// A header of 12 bytes and a payload.
    private func datagram(_ sequence: UInt16, type: UInt8 = 33, source: UInt8 = 1, payload: [UInt8]) -> [UInt8] {
        [0x80, type, UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence), 0, 0, 0, 0, 0, 0, 0, source] + payload
    }

    @Test func ourOwnHeadersAreRead() throws {
        var packetizer = RTPPacketizer(sequence: 65_535, source: 0x0102_0304)
        let packets = [UInt8](repeating: 0x47, count: 188 * 9)
        let datagrams = packetizer.datagrams(of: packets, time: 7)
        let read = try datagrams.map { try #require(parse($0)) }
        #expect(read.map(\.sequence) == [65_535, 0])
        #expect(read.map(\.source) == [0x0102_0304, 0x0102_0304])
        #expect(read.map(\.payloadType) == [33, 33])
        #expect(read.map(\.payload.count) == [188 * 7, 188 * 2])
    }

    @Test func namesExtensionsAndPaddingAreLeftOut() {
        let start: [UInt8] = [33, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]
        // Two contributing sources; an extension of one word; three bytes of padding.
        let names = [0x82] + start + [UInt8](repeating: 9, count: 8) + [1, 2]
        #expect(parse(names)?.payload == 20..<22)
        let extended = [0x90] + start + [0xBE, 0xDE, 0, 1, 9, 9, 9, 9] + [1, 2]
        #expect(parse(extended)?.payload == 20..<22)
        let padded = [0xA0] + start + [1, 2, 0, 0, 3]
        #expect(parse(padded)?.payload == 12..<14)
        for broken in [
            [0x40] + start, [0x80, 33], [0x90] + start + [0, 0], [0xA0] + start + [1, 200], [0xA0] + start + [0],
        ] {
            #expect(parse(broken) == nil)
        }
    }

    @Test(arguments: 1...100)
    func noiseBreaksNothing(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        if let packet = parse(bytes) {
            #expect(packet.payload.lowerBound >= 12 && packet.payload.upperBound <= bytes.count)
        }
    }

    @Test func lateAndDoubleDatagramsAreLeftOut() throws {
        var order = RTPOrder()
        func takes(_ sequence: UInt16, source: UInt8 = 1) throws -> Bool {
            order.takes(try #require(parse(datagram(sequence, source: source, payload: [1]))))
        }
        #expect(try takes(65_534) && takes(65_535) && takes(1))
        #expect(try !takes(0) && !takes(1) && !takes(65_500))
        #expect(try takes(2))
        // A sender that began anew, with another name or far away.
        #expect(try takes(1, source: 2) && takes(40_000, source: 2))
        #expect(try takes(39_000, source: 2))
    }

    @Test func payloadsFollowEachOther() throws {
        let source = FakeDatagrams([
            datagram(1, payload: [1, 2]), [0x40, 1], datagram(3, payload: [3]), datagram(2, payload: [9]),
            datagram(4, payload: []), datagram(5, payload: [4]),
        ])
        let transport = RTPTransport(source, address: "rtp://h:1")
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try transport.read(into: $0) }
            guard count > 0 else { break }
            bytes += buffer[0..<count]
        }
        #expect(bytes == [1, 2, 3, 4])
    }

    @Test func otherPayloadsNeedADescription() {
        let transport = RTPTransport(FakeDatagrams([datagram(1, type: 96, payload: [1])]), address: "rtp://h:1")
        var buffer = [UInt8](repeating: 0, count: 64)
        let error = #expect(throws: MediaError.self) {
            try buffer.withUnsafeMutableBytes { try transport.read(into: $0) }
        }
        #expect(
            error?.description
                == "cannot open the stream: RTP of payload type 96 says what it is in an SDP file: give its path: "
                + "rtp://h:1. Check that the address is right and that its sender is running"
        )
    }

    @Test func theAddressBecomesOneOfDatagrams() {
        #expect(
            RTPTransport.datagramURL("rtp://239.0.0.1:5004?localaddr=1.2.3.4")
                == "udp://239.0.0.1:5004?localaddr=1.2.3.4"
        )
    }
}

/// Datagrams that are there at once.
private final class FakeDatagrams: Transport {
    private var waiting: [[UInt8]]

    init(_ datagrams: [[UInt8]]) {
        waiting = datagrams.reversed()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(MediaError) -> Int {
        guard let next = waiting.popLast() else { return 0 }
        buffer.copyBytes(from: next)
        return next.count
    }

    func seek(to offset: Int) -> Bool { false }

    var isSeekable: Bool { false }

    var size: Int? { nil }

    var contentType: String? { nil }
}
