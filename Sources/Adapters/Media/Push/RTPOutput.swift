internal import LabModel

/// MPEG-TS in RTP datagrams, each frame's sent at once.
final class RTPOutput: PushOutput {
    private let muxer: StreamMuxer
    private let frameRate: FrameRate
    private var packetizer: RTPPacketizer
    private let connection: PushConnection
    private(set) var hasBegun = false

    init(_ address: PushAddress, stream: EncodedStream, seed: UInt64, watchdog: Watchdog) throws(MediaError) {
        frameRate = stream.settings.frameRate
        muxer = try StreamMuxer.open(.mpegTS, stream: stream)
        packetizer = RTPPacketizer(
            sequence: UInt16(truncatingIfNeeded: seed >> 32),
            source: UInt32(truncatingIfNeeded: seed)
        )
        connection = try PushConnection(address, watchdog: watchdog)
    }

    func write(_ packet: EncodedPacket, sound: [SoundPacket]) throws(MediaError) {
        try send(muxer.write(packet), index: packet.index)
        try send(muxer.write(sound), index: packet.index)
        hasBegun = true
    }

    func end() throws(MediaError) {
        _ = try muxer.finish()
    }

    func close() {
        connection.close()
    }

    /// A frame's presentation time by a clock of 90 kHz, rounded down: counted from the start, so that nothing adds up.
    static func ticks(ofFrame index: Int64, at rate: FrameRate) -> Int64 {
        index * Int64(rate.denominator) * 90_000 / Int64(rate.numerator)
    }

    private func send(_ packets: [UInt8], index: Int64) throws(MediaError) {
        let time = UInt32(truncatingIfNeeded: Self.ticks(ofFrame: index, at: frameRate))
        for datagram in packetizer.datagrams(of: packets, time: time) {
            try connection.send(datagram)
        }
    }
}
