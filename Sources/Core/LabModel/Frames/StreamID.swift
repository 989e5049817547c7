/// The random number that a streamer draws at each start: frame numbers mean something only within one stream id.
public struct StreamID: Hashable, Sendable, Codable {
    /// The number; 0 and the last 256 stand for marks of other systems, which carry none.
    public var rawValue: UInt32

    /// What marks of other systems get, which name no stream.
    public static let foreign = StreamID(rawValue: 0)

    /// Makes a stream id from its number.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// What marks of one kind of other system get, so that frames of different kinds are never one stream.
    /// - Parameter place: The kind's own number; 0 gives ``foreign``.
    /// - Returns: The id.
    public static func foreign(place: UInt8) -> StreamID {
        place == 0 ? foreign : StreamID(rawValue: firstForeign | UInt32(place))
    }

    /// Whether it stands for marks that name no stream: two streams of one kind cannot be told apart by it.
    public var isForeign: Bool {
        self == .foreign || rawValue >= Self.firstForeign
    }

    private static let firstForeign: UInt32 = 0xFFFF_FF00

    /// Draws a new stream id, never one of foreign marks.
    public static func random(using generator: inout some RandomNumberGenerator) -> StreamID {
        StreamID(rawValue: .random(in: 1..<firstForeign, using: &generator))
    }

    /// Reads the number as a bare JSON integer.
    public init(from decoder: any Decoder) throws {
        try self.init(rawValue: decoder.singleValueContainer().decode(UInt32.self))
    }

    /// Writes the number as a bare JSON integer.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension StreamID: CustomStringConvertible {
    /// Eight hexadecimal digits.
    public var description: String {
        let digits = String(rawValue, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
