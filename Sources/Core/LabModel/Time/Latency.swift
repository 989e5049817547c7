/// A signed length of time in whole nanoseconds: a delay, an interval, a clock offset, a limit.
public struct Latency: Hashable, Sendable, Codable {
    /// The length in nanoseconds; negative where the later event came first.
    public var nanoseconds: Int64

    /// No time at all.
    public static let zero = Latency(nanoseconds: 0)

    /// Makes a length from nanoseconds.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// A length of whole microseconds.
    public static func microseconds(_ value: Int64) -> Latency {
        Latency(nanoseconds: value.saturatingMultiply(1_000))
    }

    /// A length of milliseconds, rounded to the nearest nanosecond; not-a-number gives zero, out of range saturates.
    public static func milliseconds(_ value: Double) -> Latency {
        Latency(nanoseconds: Int64(saturating: value * 1e6))
    }

    /// A length of seconds, rounded to the nearest nanosecond; not-a-number gives zero, out of range saturates.
    public static func seconds(_ value: Double) -> Latency {
        Latency(nanoseconds: Int64(saturating: value * 1e9))
    }

    /// The length in milliseconds.
    public var milliseconds: Double {
        Double(nanoseconds) / 1e6
    }

    /// The length in seconds.
    public var seconds: Double {
        Double(nanoseconds) / 1e9
    }

    /// The length as the standard library's duration.
    public var duration: Duration {
        .nanoseconds(nanoseconds)
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

extension Latency: Comparable {
    /// Orders lengths, negative ones first.
    public static func < (lhs: Latency, rhs: Latency) -> Bool {
        lhs.nanoseconds < rhs.nanoseconds
    }
}

extension Latency: AdditiveArithmetic {
    /// The sum; saturates instead of overflowing.
    public static func + (lhs: Latency, rhs: Latency) -> Latency {
        Latency(nanoseconds: lhs.nanoseconds.saturatingAdd(rhs.nanoseconds))
    }

    /// The difference; saturates instead of overflowing.
    public static func - (lhs: Latency, rhs: Latency) -> Latency {
        Latency(nanoseconds: lhs.nanoseconds.saturatingSubtract(rhs.nanoseconds))
    }
}

extension Int64 {
    func saturatingAdd(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    func saturatingSubtract(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : difference
    }

    func saturatingMultiply(_ other: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
    }

    init(saturating value: Double) {
        if value.isNaN {
            self = 0
        } else {
            self = Int64(exactly: value.rounded()) ?? (value < 0 ? .min : .max)
        }
    }
}
