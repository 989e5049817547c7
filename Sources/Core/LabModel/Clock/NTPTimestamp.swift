/// An instant as NTP writes it: 32 bits of seconds since 1900, which wrap in 2036, and 32 bits of their fraction.
public struct NTPTimestamp: Hashable, Sendable {
    /// Seconds modulo 2³² in the upper half, units of 2⁻³² s in the lower; 0 stands for an unknown instant.
    public var rawValue: UInt64

    /// An unknown instant.
    public static let unknown = NTPTimestamp(rawValue: 0)

    /// From 1900-01-01 to 1970-01-01.
    private static let unixEpoch: Int64 = 2_208_988_800

    /// Makes a timestamp from its 64 bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The timestamp of an instant, rounded to 2⁻³² s: back to nanoseconds it is exact.
    public init(_ time: WallTime) {
        let (seconds, rest) = Self.split(time)
        let fraction = ((UInt64(rest) << 32) + 500_000_000) / 1_000_000_000
        rawValue = UInt64(UInt32(truncatingIfNeeded: seconds + Self.unixEpoch)) << 32 + fraction
    }

    /// The instant, in the era that puts it nearest to another one: right within 68 years of it.
    public func time(near pivot: WallTime) -> WallTime {
        let (seconds, rest) = Self.split(pivot)
        let ahead = Int32(
            truncatingIfNeeded: Int64(rawValue >> 32) - Int64(UInt32(truncatingIfNeeded: seconds + Self.unixEpoch))
        )
        let fraction = ((rawValue & 0xFFFF_FFFF) * 1_000_000_000 + (1 << 31)) >> 32
        return pivot + Latency(nanoseconds: Int64(ahead) * 1_000_000_000 + Int64(fraction) - rest)
    }

    /// Whole seconds since 1970, rounded down, and the nanoseconds that remain, 0 to 999,999,999.
    private static func split(_ time: WallTime) -> (seconds: Int64, rest: Int64) {
        let (quotient, remainder) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? (quotient - 1, remainder + 1_000_000_000) : (quotient, remainder)
    }
}
