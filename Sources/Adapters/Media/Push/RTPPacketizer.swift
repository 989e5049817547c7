/// MPEG-TS in RTP datagrams (RFC 3550, RFC 2250): at most seven transport packets behind each header.
///
/// libav's own would keep the end of each frame until the next one comes.
struct RTPPacketizer {
    static let headerSize = 12
    private static let payloadSize = 7 * 188
    /// MPEG-TS by RFC 3551.
    private static let payloadType: UInt8 = 33

    private var sequence: UInt16
    private let source: UInt32

    /// - Parameters:
    ///   - sequence: of the first datagram; random, as RFC 3550 wants it.
    ///   - source: names the sender; random.
    init(sequence: UInt16, source: UInt32) {
        self.sequence = sequence
        self.source = source
    }

    /// Wraps one access unit's transport packets.
    /// - Parameters:
    ///   - packets: whole transport packets.
    ///   - time: the unit's presentation time by a clock of 90 kHz, which wraps.
    /// - Returns: datagrams in their order; the last one carries the marker.
    mutating func datagrams(of packets: [UInt8], time: UInt32) -> [[UInt8]] {
        stride(from: 0, to: packets.count, by: Self.payloadSize).map { start in
            let end = min(start + Self.payloadSize, packets.count)
            let datagram = header(isLast: end == packets.count, time: time) + packets[start..<end]
            sequence &+= 1
            return datagram
        }
    }

    private func header(isLast: Bool, time: UInt32) -> [UInt8] {
        var header: [UInt8] = [0x80, Self.payloadType | (isLast ? 0x80 : 0)]
        header.append(contentsOf: [UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence)])
        for word in [time, source] {
            header.append(contentsOf: (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) })
        }
        return header
    }
}
