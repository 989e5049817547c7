/// The header of an RTP datagram (RFC 3550 section 5.1), and where its payload lies.
struct RTPPacket: Equatable {
    /// MPEG-TS by RFC 3551.
    static let transportStream: UInt8 = 33

    private static let headerSize = 12

    /// 0 to 127.
    let payloadType: UInt8
    let sequence: UInt16
    /// Names the sender.
    let source: UInt32
    /// Offsets in the datagram, without padding.
    let payload: Range<Int>

    /// Reads a datagram.
    /// - Returns: nil where it is no RTP of version 2, or its lengths do not fit into it.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.headerSize, bytes[0] >> 6 == 2 else { return nil }
        var start = Self.headerSize + 4 * Int(bytes[0] & 0x0F)
        if bytes[0] & 0x10 != 0 {
            guard bytes.count >= start + 4 else { return nil }
            start += 4 + 4 * (Int(bytes[start + 2]) << 8 | Int(bytes[start + 3]))
        }
        let padding = bytes[0] & 0x20 == 0 ? 0 : Int(bytes[bytes.count - 1])
        guard start + padding <= bytes.count, bytes[0] & 0x20 == 0 || padding > 0 else { return nil }
        payloadType = bytes[1] & 0x7F
        sequence = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
        source = bytes[8..<12].reduce(0) { $0 << 8 | UInt32($1) }
        payload = start..<bytes.count - padding
    }
}
