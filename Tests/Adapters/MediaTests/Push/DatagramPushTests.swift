import LabModel
import Machine
import Testing

@testable import Media

/// Pushes into datagrams, taken by a real socket.
@Suite(.timeLimit(.minutes(60))) struct DatagramPushTests {
    private static let frames = 12

    /// Pushes some pictures from a tick on to a socket of this process.
    /// - Returns: the datagrams in their order.
    private static func datagrams(_ kind: String, from first: Int64 = 0, seed: UInt64 = 1) throws -> [[UInt8]] {
        let socket = try UDPSocket.bound(host: "127.0.0.1", port: 0)
        socket.limitWaits(to: .seconds(5))
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let muxer = try PushMuxer.open(
            PushAddress.parse("\(kind)://127.0.0.1:\(socket.port)"),
            stream: encoder.stream(),
            settings: PushSettings(seed: seed),
            interrupt: Interrupt(),
            clock: SystemClock()
        )
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        var datagrams: [[UInt8]] = []
        for number in 0..<frames {
            NumberedPictures.draw(number, into: buffer)
            for packet in try encoder.encode(buffer, index: first + Int64(number)) {
                try muxer.write(packet)
            }
            // All of a frame leaves with its own call: nothing is kept for the next one.
            datagrams += try received(by: socket)
        }
        try muxer.finish()
        return datagrams
    }

    /// What has come, up to the first wait that brings nothing.
    private static func received(by socket: UDPSocket) throws -> [[UInt8]] {
        var datagrams: [[UInt8]] = []
        var buffer = [UInt8](repeating: 0, count: 2_048)
        socket.limitWaits(to: .seconds(5))
        while let count = try socket.receive(into: &buffer) {
            datagrams.append(Array(buffer[..<count]))
            socket.limitWaits(to: .milliseconds(30))
        }
        return datagrams
    }

    private static func word(_ bytes: some Collection<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    @Test func transportPacketsTravelSevenAtATime() throws {
        let datagrams = try Self.datagrams("udp")
        #expect(datagrams.allSatisfy { $0.count <= 7 * 188 && $0.count.isMultiple(of: 188) && $0.first == 0x47 })
        #expect(try Reading.all(datagrams.flatMap { $0 }, hint: "mpegts").numbers == Array(0..<Self.frames))
    }

    @Test(arguments: [
        (30, 1, Int64(1), Int64(3_000)), (25, 1, 250, 900_000), (30_000, 1_001, 1, 3_003), (24_000, 1_001, 2, 7_507),
        (60, 1, 4_294_967_295, 6_442_450_942_500),
    ])
    func rtpCountsAClockOf90kHz(numerator: Int, denominator: Int, frame: Int64, ticks: Int64) throws {
        let rate = try #require(FrameRate(numerator: numerator, denominator: denominator))
        #expect(RTPOutput.ticks(ofFrame: frame, at: rate) == ticks)
    }

    @Test func rtpNumbersItsDatagramsAndMarksTheEndOfEachFrame() throws {
        // The sequence is the seed's upper half, the source its lower one: two numbers before it wraps.
        let datagrams = try Self.datagrams("rtp", from: 250, seed: 0xFFFE_0102_0304)
        #expect(datagrams.map { Self.word($0[2..<4]) } == (0..<datagrams.count).map { (0xFFFE + UInt32($0)) & 0xFFFF })
        #expect(datagrams.allSatisfy { $0[0] == 0x80 && $0[1] & 0x7F == 33 && Array($0[8..<12]) == [1, 2, 3, 4] })
        #expect(datagrams.allSatisfy { $0.count <= 12 + 7 * 188 && ($0.count - 12).isMultiple(of: 188) })
        let ends = datagrams.filter { $0[1] & 0x80 != 0 }
        #expect(ends.count == Self.frames)
        // 3,000 ticks a frame at 30 frames a second.
        #expect(ends.map { Self.word($0[4..<8]) } == (250..<262).map { $0 * 3_000 })
        let bytes = datagrams.flatMap { $0.dropFirst(12) }
        #expect(try Reading.all(bytes, hint: "mpegts").numbers == Array(0..<Self.frames))
    }
}
