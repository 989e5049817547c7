internal import LabModel

/// A transport stream in RTP (RFC 2250): takes the headers off, one datagram a read.
///
/// libav's demuxer would close the port once it knows what comes there, open it again, and hold a frame back.
final class RTPTransport: Transport {
    private let datagrams: any Transport
    private let address: String
    private var order = RTPOrder()

    init(_ datagrams: any Transport, address: String) {
        self.datagrams = datagrams
        self.address = address
    }

    /// The same address as one of bare datagrams.
    static func datagramURL(_ url: String) -> String {
        "udp" + url.dropFirst("rtp".count)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(MediaError) -> Int {
        while true {
            let count = try datagrams.read(into: buffer)
            guard count > 0 else { return 0 }
            guard let packet = RTPPacket(UnsafeRawBufferPointer(rebasing: buffer[0..<count])) else { continue }
            guard packet.payloadType == RTPPacket.transportStream else {
                throw .cannotOpen(
                    address: address,
                    reason: "RTP of payload type \(packet.payloadType) says what it is in an SDP file: give its path"
                )
            }
            guard order.takes(packet), !packet.payload.isEmpty else { continue }
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[packet.payload]))
            return packet.payload.count
        }
    }

    func seek(to offset: Int) -> Bool { false }

    var isSeekable: Bool { false }

    var size: Int? { nil }

    var contentType: String? { "video/mp2t" }
}
