/// Writes MPEG-TS as other muxers do: any bytes as one PES packet, with or without its length, and other PIDs between.
struct TransportStreamWriter {
    private static let videoPID = 0x100
    private var counters: [Int: UInt8] = [:]

    /// Tables for one H.264 stream, taken from what libav wrote, then the packets of this writer.
    static func tables(from stream: [UInt8]) -> [UInt8] {
        var tables: [UInt8] = []
        for start in stride(from: 0, to: stream.count - 187, by: 188) {
            let pid = Int(stream[start + 1] & 0x1F) << 8 | Int(stream[start + 2])
            if pid == 0 || pid == 0x1000 {
                tables += stream[start..<start + 188]
            }
            if pid == videoPID { break }
        }
        return tables
    }

    /// One PES packet of elementary bytes, with a PTS in 90 kHz or none, and with or without its length.
    mutating func pes(_ payload: [UInt8], ticks: Int64?, hasLength: Bool) -> [UInt8] {
        var packet: [UInt8] = [0, 0, 1, 0xE0]
        let optional: [UInt8] = ticks.map(Self.stamp) ?? []
        let length = hasLength ? payload.count + 3 + optional.count : 0
        packet += [UInt8(length >> 8), UInt8(length & 0xFF)]
        packet += [0x80, ticks == nil ? 0 : 0x80, UInt8(optional.count)]
        return packets(packet + optional + payload, pid: Self.videoPID)
    }

    /// A packet of a PID that nobody asked for.
    mutating func foreign() -> [UInt8] {
        packets([0, 0, 1, 0xC0, 0, 0] + [UInt8](repeating: 0x55, count: 100), pid: 0x1F0)
    }

    private mutating func packets(_ bytes: [UInt8], pid: Int) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        var isFirst = true
        while !rest.isEmpty {
            let part = rest.prefix(184)
            rest = rest.dropFirst(184)
            let counter = counters[pid, default: 0]
            counters[pid] = (counter + 1) & 0xF
            let stuffing = 184 - part.count
            result += [0x47, UInt8(pid >> 8) | (isFirst ? 0x40 : 0), UInt8(pid & 0xFF)]
            result.append((stuffing > 0 ? 0x30 : 0x10) | counter)
            if stuffing > 0 {
                result.append(UInt8(stuffing - 1))
                if stuffing > 1 {
                    result += [0] + [UInt8](repeating: 0xFF, count: stuffing - 2)
                }
            }
            result += part
            isFirst = false
        }
        return result
    }

    private static func stamp(_ ticks: Int64) -> [UInt8] {
        [
            0x21 | UInt8(ticks >> 29 & 0x0E), UInt8(ticks >> 22 & 0xFF), UInt8(ticks >> 14 & 0xFE) | 1,
            UInt8(ticks >> 7 & 0xFF), UInt8(ticks << 1 & 0xFE) | 1,
        ]
    }
}
