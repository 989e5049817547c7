internal import LabModel

/// The 22 bytes of a mark, whose checksum is right: stream id, number, time, lateness and CRC-32, big endian.
struct MarkCode: Hashable, Sendable {
    let streamID: UInt32
    let number: UInt32
    /// Nanoseconds since the Unix epoch, at most `Int64.max`.
    let time: UInt64
    let latenessTicks: UInt16

    static let byteCount = 22

    /// The code of a stamp; nil when the stamp lacks a number or a time from 1970 on.
    init?(_ stamp: FrameStamp) {
        guard let number = stamp.number, let time = stamp.time, time.nanoseconds >= 0 else { return nil }
        streamID = stamp.streamID.rawValue
        self.number = number.rawValue
        self.time = UInt64(time.nanoseconds)
        latenessTicks = stamp.latenessTicks
    }

    /// Takes 22 bytes apart; nil when their count or checksum is wrong, or the time lies after the year 2262.
    init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        let number = { (range: Range<Int>) in
            bytes[range].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        self.init(
            streamID: UInt32(number(0..<4)),
            number: UInt32(number(4..<8)),
            time: number(8..<16),
            latenessTicks: UInt16(number(16..<18)),
            checksum: UInt32(number(18..<22))
        )
    }

    /// Takes the four data rows of a strip apart, 44 bits each; nil as for bytes.
    init?(rows: StripRows) {
        let (first, second, third, fourth) = (rows[0], rows[1], rows[2], rows[3])
        self.init(
            streamID: UInt32(truncatingIfNeeded: first >> 12),
            number: UInt32(truncatingIfNeeded: first << 20 | second >> 24),
            time: second << 40 | third >> 4,
            latenessTicks: UInt16(truncatingIfNeeded: third << 12 | fourth >> 32),
            checksum: UInt32(truncatingIfNeeded: fourth)
        )
    }

    private init?(streamID: UInt32, number: UInt32, time: UInt64, latenessTicks: UInt16, checksum: UInt32) {
        self.streamID = streamID
        self.number = number
        self.time = time
        self.latenessTicks = latenessTicks
        guard time <= UInt64(Int64.max), checksum == self.checksum else { return nil }
    }

    /// CRC-32 of the 18 bytes before it.
    var checksum: UInt32 {
        var crc = CRC32()
        crc.append(UInt64(streamID) << 32 | UInt64(number), bytes: 8)
        crc.append(time, bytes: 8)
        crc.append(UInt64(latenessTicks), bytes: 2)
        return crc.value
    }

    /// The 22 bytes.
    var bytes: [UInt8] {
        let head = (UInt64(streamID) << 32 | UInt64(number), 8)
        return [head, (time, 8), (UInt64(latenessTicks), 2), (UInt64(checksum), 4)].flatMap { value, count in
            (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
        }
    }

    /// The four data rows of a strip.
    var rows: StripRows {
        StripRows(
            UInt64(streamID) << 12 | UInt64(number >> 20),
            UInt64(number & 0xF_FFFF) << 24 | time >> 40,
            (time & 0xFF_FFFF_FFFF) << 4 | UInt64(latenessTicks >> 12),
            UInt64(latenessTicks & 0xFFF) << 32 | UInt64(checksum)
        )
    }

    /// What the mark says of its frame.
    var stamp: FrameStamp {
        FrameStamp(
            streamID: StreamID(rawValue: streamID),
            number: FrameNumber(number),
            time: WallTime(nanoseconds: Int64(time)),
            latenessTicks: latenessTicks
        )
    }
}

/// The 176 bits of a mark as a strip's four data rows of 44 bits each, the first bit highest.
typealias StripRows = SIMD4<UInt64>
