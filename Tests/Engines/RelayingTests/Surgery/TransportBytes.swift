/// Writes transport streams for tests, packet by packet: video on PID 256, something else on 257, tables on 0.
struct TransportBytes {
    static let video: UInt16 = 256
    static let other: UInt16 = 257
    static let table: UInt16 = 0

    private(set) var bytes: [UInt8] = []
    private var counters: [UInt16: UInt8] = [:]

    /// A video unit of `packets` packets; the last one is filled up by an adaptation field.
    mutating func unit(presentation: Int64?, packets: Int, streamID: UInt8 = 0xE0) {
        for index in 0..<packets {
            var payload: [UInt8] = index == 0 ? Self.header(presentation, streamID: streamID) : []
            let room = index == packets - 1 ? 150 : 184
            payload += (0..<max(0, room - payload.count)).map { UInt8(truncatingIfNeeded: $0 &+ index) }
            packet(pid: Self.video, begins: index == 0, payload: payload)
        }
    }

    mutating func packet(pid: UInt16, begins: Bool, payload: [UInt8]) {
        let stuffing = 184 - payload.count
        let counter = counters[pid, default: 15] &+ (payload.isEmpty ? 0 : 1) & 15
        counters[pid] = counter & 15
        let control: UInt8 = (payload.isEmpty ? 0 : 0x10) | (stuffing > 0 ? 0x20 : 0)
        bytes += [0x47, (begins ? 0x40 : 0) | UInt8(pid >> 8), UInt8(pid & 0xFF), control | counter & 15]
        if stuffing > 0 {
            bytes.append(UInt8(stuffing - 1))
            if stuffing > 1 {
                bytes += [0] + [UInt8](repeating: 0xFF, count: stuffing - 2)
            }
        }
        bytes += payload
    }

    private static func header(_ presentation: Int64?, streamID: UInt8) -> [UInt8] {
        guard let time = presentation else { return [0, 0, 1, streamID, 0, 0, 0x80, 0, 0] }
        return [0, 0, 1, streamID, 0, 0, 0x80, 0x80, 5] + [
            0x21 | UInt8(time >> 29 & 0x0E), UInt8(time >> 22 & 0xFF), 1 | UInt8(time >> 14 & 0xFE),
            UInt8(time >> 7 & 0xFF), 1 | UInt8(time << 1 & 0xFE),
        ]
    }
}

/// A slow, plain reading of a transport stream, to compare with.
struct TransportReading {
    /// The video units' presentation times in order; -1 where there is none.
    var presentations: [Int64] = []
    /// The offset behind each video unit's last packet.
    var ends: [Int] = []
    /// How often a continuity counter was not the next one.
    var discontinuities = 0
    /// All packets that are not video.
    var others: [[UInt8]] = []

    init(_ bytes: [UInt8]) {
        var counters: [Int: Int] = [:]
        for start in stride(from: 0, to: bytes.count - 187, by: 188) {
            let packet = Array(bytes[start..<start + 188])
            let pid = Int(packet[1] & 0x1F) * 256 + Int(packet[2])
            let hasPayload = packet[3] & 0x10 != 0
            let counter = Int(packet[3] & 15)
            if let last = counters[pid] {
                discontinuities += counter == (hasPayload ? (last + 1) % 16 : last) ? 0 : 1
            }
            counters[pid] = counter
            guard pid == 256 else {
                others.append(packet)
                continue
            }
            if packet[1] & 0x40 != 0 {
                presentations.append(Self.time(packet))
                ends.append(0)
            }
            if !ends.isEmpty {
                ends[ends.count - 1] = start + 188
            }
        }
    }

    private static func time(_ packet: [UInt8]) -> Int64 {
        let payload = packet[3] & 0x20 != 0 ? 5 + Int(packet[4]) : 4
        guard packet[payload + 7] & 0x80 != 0 else { return -1 }
        var time: Int64 = 0
        for (index, bits) in [(9, 3), (10, 8), (11, 7), (12, 8), (13, 7)] {
            let byte = packet[payload + index]
            let value = bits == 3 ? byte >> 1 & 7 : (bits == 7 ? byte >> 1 : byte)
            time = time << Int64(bits) | Int64(value)
        }
        return time
    }
}
