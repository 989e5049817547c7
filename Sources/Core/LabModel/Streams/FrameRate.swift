/// Frames a second, as an exact ratio, so that the instant of a tick never drifts.
public struct FrameRate: Hashable, Sendable {
    /// Frames in ``denominator`` seconds, at least 1.
    public let numerator: Int
    /// Seconds, at least 1.
    public let denominator: Int

    /// What a streamer sends unless told otherwise: 25 frames a second.
    public static let usual = FrameRate(exactly: 25)

    private init(exactly framesPerSecond: Int) {
        numerator = framesPerSecond
        denominator = 1
    }

    /// Makes a rate from a ratio.
    /// - Returns: nil unless both are positive and the rate lies from 0.1 to 1,000 frames a second.
    public init?(numerator: Int, denominator: Int = 1) {
        guard (1...1_000_000_000).contains(numerator), (1...1_000_000_000).contains(denominator) else { return nil }
        guard numerator <= denominator * 1_000, numerator * 10 >= denominator else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator, denominator)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// Makes a rate from frames a second; 23.976, 29.97, 59.94 and 119.88 become the broadcast ratios over 1001.
    /// - Returns: nil outside 0.1 to 1,000.
    public init?(_ framesPerSecond: Double) {
        guard framesPerSecond.isFinite, (0.1...1_000).contains(framesPerSecond) else { return nil }
        for base in [24, 30, 60, 120] where abs(framesPerSecond - Double(base) * 1_000 / 1_001) < 0.005 {
            self.init(numerator: base * 1_000, denominator: 1_001)
            return
        }
        self.init(numerator: Int((framesPerSecond * 1_000).rounded()), denominator: 1_000)
    }

    /// Reads `25`, `29.97` or `30000/1001`.
    /// - Returns: nil for anything else, or outside 0.1 to 1,000.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            guard let value = Double(parts[0]) else { return nil }
            self.init(value)
        case 2:
            guard let numerator = Int(parts[0]), let denominator = Int(parts[1]) else { return nil }
            self.init(numerator: numerator, denominator: denominator)
        default:
            return nil
        }
    }

    /// Frames a second.
    public var framesPerSecond: Double {
        Double(numerator) / Double(denominator)
    }

    /// The time from one frame to the next, rounded to the nearest nanosecond.
    public var period: Latency {
        timeOfTick(1)
    }

    /// When a tick comes due after tick 0, rounded to the nearest nanosecond: exact for every index below 2^32.
    public func timeOfTick(_ index: Int64) -> Latency {
        let rate = Int64(numerator)
        let unit = Int64(denominator).saturatingMultiply(1_000_000_000)
        let (quotient, remainder) = unit.quotientAndRemainder(dividingBy: rate)
        let whole = index.saturatingMultiply(quotient)
        let rest = index.multipliedFullWidth(by: remainder)
        let divided = rate.dividingFullWidth(rest)
        let rounding: Int64 = divided.remainder * 2 >= rate ? 1 : 0
        return Latency(nanoseconds: whole.saturatingAdd(divided.quotient + rounding))
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }
}

extension FrameRate: Codable {
    /// Reads frames a second as a JSON number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let rate = try FrameRate(container.decode(Double.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "frame rate outside 0.1 to 1,000")
        }
        self = rate
    }

    /// Writes frames a second as a JSON number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(framesPerSecond)
    }
}

extension FrameRate: CustomStringConvertible {
    /// `25` for whole rates, else `30000/1001`.
    public var description: String {
        denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
    }
}
