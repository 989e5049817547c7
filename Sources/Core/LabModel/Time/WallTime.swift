/// An instant of UTC, in whole nanoseconds since the Unix epoch.
///
/// Never the clock that intervals are measured with while the machine's clock may be stepped: see ``MonotonicTime``.
public struct WallTime: Hashable, Sendable, Codable {
    /// Nanoseconds since 1970-01-01T00:00:00Z; may be negative.
    public var nanoseconds: Int64

    /// Makes an instant from nanoseconds since the Unix epoch.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Makes an instant from seconds since the Unix epoch, rounded to the nearest nanosecond.
    ///
    /// A `Double` of today's seconds resolves about 0.2 µs.
    /// - Returns: nil when the value is not finite or lies outside the years 1677 to 2262.
    public init?(seconds: Double) {
        guard let nanoseconds = Int64(exactly: (seconds * 1e9).rounded()) else { return nil }
        self.init(nanoseconds: nanoseconds)
    }

    /// Seconds since the Unix epoch.
    public var seconds: Double {
        Double(nanoseconds) / 1e9
    }

    /// Reads the nanoseconds as a bare JSON integer.
    public init(from decoder: any Decoder) throws {
        try self.init(nanoseconds: decoder.singleValueContainer().decode(Int64.self))
    }

    /// Writes the nanoseconds as a bare JSON integer.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(nanoseconds)
    }
}

extension WallTime: Comparable {
    /// Orders instants by time.
    public static func < (lhs: WallTime, rhs: WallTime) -> Bool {
        lhs.nanoseconds < rhs.nanoseconds
    }
}

extension WallTime {
    /// The signed time from `rhs` to `lhs`; saturates instead of overflowing.
    public static func - (lhs: WallTime, rhs: WallTime) -> Latency {
        Latency(nanoseconds: lhs.nanoseconds.saturatingSubtract(rhs.nanoseconds))
    }

    /// The instant `rhs` after `lhs`; saturates instead of overflowing.
    public static func + (lhs: WallTime, rhs: Latency) -> WallTime {
        WallTime(nanoseconds: lhs.nanoseconds.saturatingAdd(rhs.nanoseconds))
    }

    /// The instant `rhs` before `lhs`; saturates instead of overflowing.
    public static func - (lhs: WallTime, rhs: Latency) -> WallTime {
        WallTime(nanoseconds: lhs.nanoseconds.saturatingSubtract(rhs.nanoseconds))
    }
}
