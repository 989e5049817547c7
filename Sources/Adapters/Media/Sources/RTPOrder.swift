/// Which datagrams of an RTP stream are handed on: nothing is waited for, and what comes too late is left out.
struct RTPOrder {
    /// So far back a sequence number is late or a second copy; farther, the sender has begun anew (RFC 3550, A.1).
    static let misorder = 100

    private var newest: (source: UInt32, sequence: UInt16)?

    /// Whether a datagram may follow those before.
    mutating func takes(_ packet: RTPPacket) -> Bool {
        if let newest, newest.source == packet.source {
            let step = Int16(bitPattern: packet.sequence &- newest.sequence)
            if step <= 0, step > -Self.misorder { return false }
        }
        newest = (packet.source, packet.sequence)
        return true
    }
}
