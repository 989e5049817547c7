/// The 48 bytes of an NTP question or answer, versions 3 and 4 (RFC 5905, section 7.3); extensions are not looked at.
public struct NTPPacket: Hashable, Sendable {
    /// Who is speaking.
    public enum Mode {
        /// A client's question.
        public static let client: UInt8 = 3
        /// A server's answer.
        public static let server: UInt8 = 4
    }

    /// The bytes of a packet without extensions.
    public static let size = 48
    /// The root dispersion of a clock whose distance to the true time nobody knows; clients refuse much more.
    public static let unknownDispersion = Latency.seconds(1)

    /// The leap indicator, 0 to 3; 3 says that the clock is not set.
    public var leap: UInt8 = 0
    /// The protocol's version, 0 to 7.
    public var version: UInt8 = 4
    /// Who speaks, 0 to 7: see ``Mode``.
    public var mode: UInt8 = Mode.client
    /// How many servers stand between this clock and the true time; 0 and 16 are no time at all.
    public var stratum: UInt8 = 0
    /// The client's interval between questions, as a power of 2 of seconds.
    public var poll: Int8 = 0
    /// What the clock resolves, as a power of 2 of seconds.
    public var precision: Int8 = 0
    /// The round trip to the source of the time.
    public var rootDelay = NTPShort(rawValue: 0)
    /// How far the clock may be from that source, besides half the round trip.
    public var rootDispersion = NTPShort(rawValue: 0)
    /// Where the time comes from; a streamer puts its stream id here.
    public var referenceID: UInt32 = 0
    /// When the clock was last set.
    public var reference = NTPTimestamp.unknown
    /// An answer's copy of the question's ``transmit``.
    public var origin = NTPTimestamp.unknown
    /// When the question arrived.
    public var receive = NTPTimestamp.unknown
    /// When the packet left.
    public var transmit = NTPTimestamp.unknown

    /// Makes a question without any instant.
    public init() {}

    /// Reads a packet; every 48 bytes are one, so what they say is for the caller to judge.
    /// - Returns: nil for fewer bytes; what follows them is passed over.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.size else { return nil }
        func word(_ offset: Int) -> UInt32 {
            bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        func timestamp(_ offset: Int) -> NTPTimestamp {
            NTPTimestamp(rawValue: UInt64(word(offset)) << 32 | UInt64(word(offset + 4)))
        }
        leap = bytes[0] >> 6
        version = bytes[0] >> 3 & 7
        mode = bytes[0] & 7
        stratum = bytes[1]
        poll = Int8(bitPattern: bytes[2])
        precision = Int8(bitPattern: bytes[3])
        rootDelay = NTPShort(rawValue: word(4))
        rootDispersion = NTPShort(rawValue: word(8))
        referenceID = word(12)
        reference = timestamp(16)
        origin = timestamp(24)
        receive = timestamp(32)
        transmit = timestamp(40)
    }

    /// The packet's 48 bytes; of leap, version and mode only the bits that fit.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = [
            leap << 6 | (version & 7) << 3 | mode & 7, stratum, UInt8(bitPattern: poll), UInt8(bitPattern: precision),
        ]
        bytes.reserveCapacity(Self.size)
        for word in [rootDelay.rawValue, rootDispersion.rawValue, referenceID] {
            bytes.append(contentsOf: (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) })
        }
        for time in [reference, origin, receive, transmit] {
            bytes.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: time.rawValue >> (56 - 8 * $0)) })
        }
        return bytes
    }
}
