/// A length of time as NTP writes it: 16 bits of seconds, 16 of their fraction.
public struct NTPShort: Hashable, Sendable {
    /// Units of 2⁻¹⁶ s, about 15 µs.
    public var rawValue: UInt32

    /// Makes a length from its 32 bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The shortest length that is not less, so that a bound stays one.
    ///
    /// Negative gives zero, above 18 hours the longest.
    public init(roundingUp length: Latency) {
        let nanoseconds = UInt64(max(0, length.nanoseconds))
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let fraction = ((rest << 16) + 999_999_999) / 1_000_000_000
        let units = min(seconds, 1 << 16) << 16 + fraction
        rawValue = UInt32(min(units, UInt64(UInt32.max)))
    }

    /// The length, rounded up to a nanosecond.
    public var latency: Latency {
        Latency(nanoseconds: Int64((UInt64(rawValue) * 1_000_000_000 + 65_535) >> 16))
    }
}
