/// One packet of an MPEG transport stream, as far as a relay looks into it (ISO/IEC 13818-1, 2.4.3).
struct TransportPacket {
    static let size = 188
    static let syncByte: UInt8 = 0x47

    /// What the packet belongs to.
    let pid: UInt16
    /// Whether a PES packet or a table begins in it.
    let beginsUnit: Bool
    /// Where its payload begins; nil where it has none.
    let payload: Int?
    /// Counts the packets of the PID that have a payload, modulo 16.
    let continuity: UInt8

    /// Reads the header of 188 bytes.
    /// - Returns: nil where they do not begin with the sync byte.
    init?(_ bytes: some RandomAccessCollection<UInt8>) {
        let first = bytes.startIndex
        func byte(_ offset: Int) -> UInt8 { bytes[bytes.index(first, offsetBy: offset)] }
        guard bytes.count == Self.size, byte(0) == Self.syncByte else { return nil }
        pid = UInt16(byte(1) & 0x1F) << 8 | UInt16(byte(2))
        beginsUnit = byte(1) & 0x40 != 0
        continuity = byte(3) & 0x0F
        let start = byte(3) & 0x20 != 0 ? 5 + Int(byte(4)) : 4
        payload = byte(3) & 0x10 != 0 && start < Self.size ? start : nil
    }

    /// What the beginning of a video PES packet says.
    struct VideoStart: Equatable {
        /// The presentation time in 1/90,000 s modulo 2³³; nil where none is given.
        var presentation: Int64?
    }

    /// Reads the beginning of a video PES packet, stream ids E0 to EF.
    /// - Returns: nil where no such packet begins.
    func videoStart(in bytes: some RandomAccessCollection<UInt8>) -> VideoStart? {
        guard beginsUnit, let payload, payload + 9 <= Self.size else { return nil }
        let header = bytes.dropFirst(payload)
        func byte(_ offset: Int) -> UInt8 { header[header.index(header.startIndex, offsetBy: offset)] }
        guard byte(0) == 0, byte(1) == 0, byte(2) == 1, byte(3) & 0xF0 == 0xE0 else { return nil }
        guard byte(7) & 0x80 != 0, payload + 14 <= Self.size else { return VideoStart(presentation: nil) }
        let high = Int64(byte(9) & 0x0E) << 29
        let middle = Int64(byte(10)) << 22 | Int64(byte(11) & 0xFE) << 14
        return VideoStart(presentation: high | middle | Int64(byte(12)) << 7 | Int64(byte(13)) >> 1)
    }
}
