/// A frame's place in its stream: counts from 0 without a hole.
public struct FrameNumber: Hashable, Sendable, Codable {
    /// The number; a stream at 60 fps uses them up after 828 days.
    public var rawValue: UInt32

    /// Makes a frame number.
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Reads a bare JSON integer.
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(UInt32.self))
    }

    /// Writes a bare JSON integer.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension FrameNumber: Comparable {
    /// Orders frames as they were made.
    public static func < (lhs: FrameNumber, rhs: FrameNumber) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}

extension FrameNumber: ExpressibleByIntegerLiteral {
    /// Makes a frame number from a literal.
    public init(integerLiteral value: UInt32) {
        self.init(value)
    }
}
