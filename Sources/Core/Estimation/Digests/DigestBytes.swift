/// Writes whole numbers, seven bits a byte, the lowest first.
struct DigestWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A count, not negative.
    mutating func put(count: Int) {
        put(UInt64(max(0, count)))
    }

    /// A number of either sign: 0, −1, 1, −2 become 0, 1, 2, 3.
    mutating func put(signed value: Int64) {
        put(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    /// Milliseconds as whole nanoseconds.
    mutating func put(milliseconds value: Double) {
        put(signed: Self.nanoseconds(value * 1e6))
    }

    /// Seconds as whole nanoseconds.
    mutating func put(seconds value: Double) {
        put(signed: Self.nanoseconds(value * 1e9))
    }

    /// The nearest whole number that 64 bits hold.
    static func nanoseconds(_ value: Double) -> Int64 {
        Int64(exactly: value.rounded()) ?? (value < 0 ? .min : .max)
    }
}

/// Reads what a ``DigestWriter`` wrote; each number is nil where the bytes hold none.
struct DigestReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether all was read.
    var isAtEnd: Bool { place == bytes.count }

    mutating func number() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard place < bytes.count else { return nil }
            let byte = bytes[place]
            place += 1
            guard shift < 63 || byte <= 1 else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                // A number has one form: no empty bytes at its upper end.
                return byte == 0 && shift > 0 ? nil : value
            }
        }
        return nil
    }

    /// A count up to a limit.
    mutating func count(upTo limit: Int = .max) -> Int? {
        guard let number = number(), number <= UInt64(limit) else { return nil }
        return Int(number)
    }

    mutating func signed() -> Int64? {
        number().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
    }

    mutating func milliseconds() -> Double? {
        signed().map { Double($0) / 1e6 }
    }

    mutating func seconds() -> Double? {
        signed().map { Double($0) / 1e9 }
    }
}
