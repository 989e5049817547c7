public import LabModel

/// Identities of runs: version 7 UUIDs, which sort by the time of their making.
public enum RunUUID {
    /// Makes an identity from the present instant and 74 random bits.
    ///
    /// - Parameters:
    ///   - instant: when; milliseconds count, instants before 1970 count as 1970.
    ///   - generator: where the random bits come from.
    /// - Returns: 36 characters in lower case, such as `019378a1-0c5e-7b2a-9d3f-5a6b7c8d9e0f`.
    public static func make(at instant: WallTime, using generator: inout some RandomNumberGenerator) -> String {
        let milliseconds = UInt64(max(0, instant.nanoseconds / 1_000_000))
        let high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0...0xFFF, using: &generator)
        let low = 1 << 63 | UInt64.random(in: 0..<(1 << 62), using: &generator)
        let digits = Array(hex(high) + hex(low))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    /// Whether a text has the form of a UUID in lower case, of any version.
    public static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.joined().utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
