/// An instant of a clock that is never stepped: for pacing, limits and intervals, without meaning across processes.
public struct MonotonicTime: Hashable, Sendable, Codable {
    /// Nanoseconds since the clock's own start.
    public var nanoseconds: Int64

    /// Makes an instant from nanoseconds since the clock's own start.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
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

extension MonotonicTime: Comparable {
    /// Orders instants by time.
    public static func < (lhs: MonotonicTime, rhs: MonotonicTime) -> Bool {
        lhs.nanoseconds < rhs.nanoseconds
    }
}

extension MonotonicTime {
    /// The signed time from `rhs` to `lhs`.
    public static func - (lhs: MonotonicTime, rhs: MonotonicTime) -> Latency {
        Latency(nanoseconds: lhs.nanoseconds.saturatingSubtract(rhs.nanoseconds))
    }

    /// The instant `rhs` after `lhs`.
    public static func + (lhs: MonotonicTime, rhs: Latency) -> MonotonicTime {
        MonotonicTime(nanoseconds: lhs.nanoseconds.saturatingAdd(rhs.nanoseconds))
    }
}
