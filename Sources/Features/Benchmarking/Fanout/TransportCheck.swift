/// What one viewer saw of a transport stream: packets missing, and when each picture was whole.
struct TransportCheck {
    /// Packets that never came, by the video's continuity counter.
    private(set) var missing = 0

    private var lastCounter: UInt8?
    private var presentation: Int64 = 0
    private var bytesLeft = 0
    private var packet: [UInt8] = []
    private var headerMatch = 0

    /// What ends the answer's head.
    private static let headerEnd: [UInt8] = [13, 10, 13, 10]
    private static let size = 188
    private static let videoPID = 256

    init() {
        packet.reserveCapacity(Self.size)
    }

    /// Takes what one read brought.
    /// - Parameters:
    ///   - bytes: of the answer, in order.
    ///   - whole: told the presentation time in 1/90,000 s of each picture whose last byte was in it.
    mutating func take(_ bytes: UnsafeRawBufferPointer, whole: (Int64) -> Void) {
        var index = skipHeader(bytes)
        while index < bytes.count {
            let end = min(bytes.count, index + Self.size - packet.count)
            packet.append(contentsOf: bytes[index..<end])
            index = end
            if packet.count == Self.size {
                takePacket(whole: whole)
                packet.removeAll(keepingCapacity: true)
            }
        }
    }

    private mutating func skipHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        var index = 0
        while headerMatch < 4, index < bytes.count {
            let byte = bytes[index]
            headerMatch = byte == Self.headerEnd[headerMatch] ? headerMatch + 1 : (byte == 13 ? 1 : 0)
            index += 1
        }
        return index
    }

    private mutating func takePacket(whole: (Int64) -> Void) {
        guard packet[0] == 0x47 else {
            missing += 1
            return
        }
        let hasPayload = packet[3] & 0x10 != 0
        guard Int(packet[1] & 0x1f) << 8 | Int(packet[2]) == Self.videoPID, hasPayload else { return }
        let counter = packet[3] & 15
        if let lastCounter {
            missing += Int((counter &- lastCounter &- 1) & 15)
        }
        lastCounter = counter
        let start = packet[3] & 0x20 == 0 ? 4 : 5 + Int(packet[4])
        if packet[1] & 0x40 != 0, start + 14 <= Self.size {
            bytesLeft = 6 + (Int(packet[start + 4]) << 8 | Int(packet[start + 5]))
            presentation = time(at: start + 9)
        }
        guard bytesLeft > 0 else { return }
        bytesLeft -= Self.size - start
        if bytesLeft <= 0 {
            whole(presentation)
        }
    }

    /// The 33 bits of a time stamp, spread over five bytes.
    private func time(at index: Int) -> Int64 {
        let high = Int64(packet[index] & 0x0e) << 29
        let middle = Int64(packet[index + 1]) << 22 | Int64(packet[index + 2] & 0xfe) << 14
        return high | middle | Int64(packet[index + 3]) << 7 | Int64(packet[index + 4]) >> 1
    }
}
