import LabModel
import Testing

@testable import Media

@Suite struct AccessUnitAssemblerTests {
    private static let parameters: [UInt8] = [0, 0, 0, 1, 9, 0xF0, 0, 0, 0, 1, 0x67, 0x42, 0, 0, 0, 1, 0x68, 0xCE]
    private static let keyframe: [UInt8] = [0, 0, 0, 1, 0x65, 0x88, 1, 2, 3]
    private static let frame: [UInt8] = [0, 0, 0, 1, 0x41, 0x9A, 4, 5]

    private func chunk(_ bytes: [UInt8]) throws -> AccessUnitAssembler.Chunk {
        let packet = try bytes.withUnsafeBytes { raw in
            try PacketOwner.copying(raw)
        }
        return .init(packet: packet, times: UnitTimes(), points: ArrivalPoints())
    }

    private func units(_ packets: [[UInt8]]) throws -> [(bytes: [UInt8], isKey: Bool)] {
        var assembler = AccessUnitAssembler(syntax: .h264)
        var units: [AccessUnitAssembler.Unit] = []
        for packet in packets {
            units += try assembler.take(chunk(packet))
        }
        units += try assembler.finish()
        return units.map { ($0.packet.withBytes { Array($0) }, $0.isKey) }
    }

    @Test func packetsThatAreUnitsGoThrough() throws {
        let found = try units([Self.parameters + Self.keyframe, Self.frame])
        #expect(found.map(\.bytes) == [Self.parameters + Self.keyframe, Self.frame])
        #expect(found.map(\.isKey) == [true, false])
    }

    @Test func parameterSetsInAPacketOfTheirOwnStayWithTheirPicture() throws {
        let found = try units([Self.parameters, Self.keyframe, Self.frame, Self.parameters, Self.keyframe, Self.frame])
        let keyframe = Self.parameters + Self.keyframe
        #expect(found.map(\.bytes) == [keyframe, Self.frame, keyframe, Self.frame])
        #expect(found.map(\.isKey) == [true, false, true, false])
    }
}
