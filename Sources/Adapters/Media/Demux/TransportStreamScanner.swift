internal import LabModel

/// Reads along with libav's MPEG-TS demuxer and notes when each PES packet's bytes arrived.
///
/// libav says where a packet began, never where it ended, and a PES packet without length is handed out only when the
/// next one begins: so its end is found here, as the last transport packet of its PID that carries a part of it.
struct TransportStreamScanner {
    /// One PES packet.
    struct Record {
        /// The offset of the transport packet that begins it.
        var position: Int
        /// Whether its header says how long it is.
        var hasLength: Bool
        /// Bytes of it seen so far, header included.
        var total = 0
        /// When they arrived.
        var points = ArrivalPoints()
    }

    private static let packetSize = 188
    private static let maximumPIDs = 64
    private static let maximumRecords = 1_024

    private var carry: [UInt8] = []
    private var offset = 0
    private var recordsByPID: [UInt16: [Record]] = [:]
    /// The one PID to look at; nil for all.
    var onlyPID: UInt16?
    /// The continuity counter of the newest packet with a payload.
    private var counter: UInt8 = 0

    init() {
        carry.reserveCapacity(Self.packetSize * 2)
    }

    /// Takes the next bytes, which one read brought at `instant`.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, at instant: WallTime) {
        var index = 0
        if !carry.isEmpty {
            let missing = min(Self.packetSize - carry.count, bytes.count)
            carry.append(contentsOf: bytes[0..<missing])
            index = missing
            guard carry.count == Self.packetSize else { return }
            let packet = carry
            carry.removeAll(keepingCapacity: true)
            packet.withUnsafeBytes { take($0, at: instant) }
        }
        while index + Self.packetSize <= bytes.count {
            if bytes[index] != 0x47 {
                index += 1
                offset += 1
                continue
            }
            take(UnsafeRawBufferPointer(rebasing: bytes[index..<index + Self.packetSize]), at: instant)
            index += Self.packetSize
        }
        while index < bytes.count, bytes[index] != 0x47 {
            index += 1
            offset += 1
        }
        carry.append(contentsOf: bytes[index...])
    }

    /// The PES packet that begins at `position`; those before it are forgotten.
    mutating func record(at position: Int, pid: UInt16) -> Record? {
        guard let index = recordsByPID[pid]?.firstIndex(where: { $0.position >= position }) else { return nil }
        recordsByPID[pid]?.removeFirst(index)
        guard let record = recordsByPID[pid]?.first, record.position == position else { return nil }
        return record
    }

    /// A transport packet that begins a unit of the one PID which never goes on; nil while that is not known, and inside a
    /// packet.
    ///
    /// A demuxer that waits for the beginning of the next unit hands the last one out. Its counter is the one before, which its discontinuity mark allows, so that the packet behind it follows.
    var flushPacket: [UInt8]? {
        guard let onlyPID, carry.isEmpty else { return nil }
        let stuffing = [UInt8](repeating: 0xFF, count: Self.packetSize - 6)
        let head: [UInt8] = [0x47, 0x40 | UInt8(onlyPID >> 8), UInt8(onlyPID & 0xFF), 0x30 | counter]
        let adaptation = [UInt8(Self.packetSize - 6), 0x80] + stuffing
        return head + adaptation
    }

    private mutating func take(_ packet: UnsafeRawBufferPointer, at instant: WallTime) {
        let position = offset
        offset += Self.packetSize
        let pid = UInt16(packet[1] & 0x1F) << 8 | UInt16(packet[2])
        if let onlyPID, pid != onlyPID { return }
        guard packet[3] & 0x10 != 0 else { return }
        counter = packet[3] & 0x0F
        let payload = packet[3] & 0x20 != 0 ? 5 + Int(packet[4]) : 4
        guard payload < Self.packetSize else { return }
        if packet[1] & 0x40 != 0 {
            guard begins(packet, payload: payload) else { return }
            let length = payload + 6 <= Self.packetSize && (packet[payload + 4] != 0 || packet[payload + 5] != 0)
            begin(Record(position: position, hasLength: length), pid: pid)
        }
        extend(pid: pid, by: Self.packetSize - payload, at: instant)
    }

    /// Whether a PES packet begins there, rather than a table.
    private func begins(_ packet: UnsafeRawBufferPointer, payload: Int) -> Bool {
        payload + 4 <= Self.packetSize && packet[payload] == 0 && packet[payload + 1] == 0 && packet[payload + 2] == 1
    }

    private mutating func begin(_ record: Record, pid: UInt16) {
        guard recordsByPID[pid] != nil || recordsByPID.count < Self.maximumPIDs else { return }
        recordsByPID[pid, default: []].append(record)
        if let count = recordsByPID[pid]?.count, count > Self.maximumRecords {
            recordsByPID[pid]?.removeFirst(count / 2)
        }
    }

    private mutating func extend(pid: UInt16, by count: Int, at instant: WallTime) {
        guard let last = recordsByPID[pid]?.indices.last else { return }
        recordsByPID[pid]?[last].total += count
        let total = recordsByPID[pid]?[last].total ?? 0
        recordsByPID[pid]?[last].points.append(end: total, instant: instant)
    }
}
