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

    func write(_ packet: EncodedPacket) throws(MediaError) {
        try send(muxer.write(packet), index: packet.index)
        hasBegun = true
    }

    func end() throws(MediaError) {
        _ = try muxer.finish()
    }

    func close() {
        connection.close()
    }

    private func send(_ packets: [UInt8], index: Int64) throws(MediaError) {
        let ticks = frameRate.timeOfTick(index).nanoseconds / 1_000 * 9 / 100
        for datagram in packetizer.datagrams(of: packets, time: UInt32(truncatingIfNeeded: ticks)) {
            try connection.send(datagram)
        }
    }
}
