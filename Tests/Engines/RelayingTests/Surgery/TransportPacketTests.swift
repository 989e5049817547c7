import LabTesting
import Testing

@testable import Relaying

@Suite struct TransportPacketTests {
    @Test(arguments: [0, 1, 90_000, 1 << 32, (1 << 33) - 1] as [Int64])
    func presentationTimesAreReadToTheLastBit(time: Int64) throws {
        var stream = TransportBytes()
        stream.unit(presentation: time, packets: 2)
        let first = stream.bytes[..<188]
        let packet = try #require(TransportPacket(first))
        #expect(packet.pid == 256 && packet.beginsUnit && packet.continuity == 0 && packet.payload == 4)
        #expect(packet.videoStart(in: first) == .init(presentation: time))
        let second = stream.bytes[188...]
        let next = try #require(TransportPacket(second))
        #expect(!next.beginsUnit && next.continuity == 1 && next.payload == 4 + 34)
        #expect(next.videoStart(in: second) == nil)
    }

    @Test func aUnitWithoutATimeIsAUnit() throws {
        var stream = TransportBytes()
        stream.unit(presentation: nil, packets: 1)
        let packet = try #require(TransportPacket(stream.bytes))
        #expect(packet.videoStart(in: stream.bytes) == .init(presentation: nil))
    }

    @Test func soundAndTablesAreNoVideo() throws {
        var stream = TransportBytes()
        stream.unit(presentation: 1, packets: 1, streamID: 0xC0)
        let sound = try #require(TransportPacket(stream.bytes))
        #expect(sound.videoStart(in: stream.bytes) == nil)
    }

    @Test func packetsWithoutPayloadOrSyncByte() throws {
        var stream = TransportBytes()
        stream.packet(pid: 256, begins: false, payload: [])
        #expect(try #require(TransportPacket(stream.bytes)).payload == nil)
        #expect(TransportPacket([0x46] + stream.bytes.dropFirst()) == nil)
        #expect(TransportPacket(stream.bytes.dropLast()) == nil)
    }

    @Test func noBytesMakeItReadBeyondThePacket() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            var bytes = (0..<188).map { _ in UInt8.random(in: 0...255, using: &random) }
            bytes[0] = 0x47
            // The start code, so that the deeper parts are reached, at every place where a payload may begin.
            let place = Int.random(in: 4...187, using: &random)
            for (offset, byte) in ([0, 0, 1, 0xE0] as [UInt8]).enumerated() where place + offset < 188 {
                bytes[place + offset] = byte
            }
            bytes[3] |= 0x30
            bytes[4] = UInt8(place - 5 < 0 ? 0 : place - 5)
            let packet = TransportPacket(bytes)
            if let time = packet?.videoStart(in: bytes)?.presentation {
                #expect((0..<(1 << 33)).contains(time))
            }
        }
    }
}
