public import LabModel

/// Names of runs and tasks that their users gave no name.
public enum RunIdentifiers {
    /// An id such as `receiver-20261121T032815Z-1a2b`.
    ///
    /// - Parameters:
    ///   - command: the executable's name.
    ///   - instant: when the run begins.
    ///   - generator: where the last four digits come from.
    /// - Returns: the id, without `@`.
    public static func id(
        command: String,
        at instant: WallTime,
        using generator: inout some RandomNumberGenerator
    ) -> String {
        let digits = String(UInt16.random(in: 0 ... .max, using: &generator), radix: 16)
        return "\(command)-\(instant.compactISO8601)-" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// A version 7 UUID: 48 bits of milliseconds, then random ones.
    ///
    /// - Parameters:
    ///   - instant: the time it carries; before 1970 counts as 1970.
    ///   - generator: where the other bits come from.
    /// - Returns: 36 characters in lower case.
    public static func uuid(at instant: WallTime, using generator: inout some RandomNumberGenerator) -> String {
        let milliseconds = UInt64(max(0, instant.nanoseconds / 1_000_000)) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | 0x7000 | generator.next() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | generator.next() & 0x3FFF_FFFF_FFFF_FFFF
        let digits = hexadecimal(high) + hexadecimal(low)
        var parts: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
