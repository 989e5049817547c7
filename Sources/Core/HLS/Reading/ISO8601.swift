internal import LabModel

/// Reads instants in the forms of ISO 8601: calendar, week and ordinal dates, with and without hyphens and colons, a
/// fraction of the last unit, and any zone; without a zone UTC, as RFC 8216bis says.
struct ISO8601 {
    private var rest: Substring.UTF8View

    /// The instant that a text tells.
    /// - Returns: nil for anything else, and outside the years 1678 to 2261.
    static func instant(_ text: Substring) -> WallTime? {
        var reader = ISO8601(rest: text.utf8)
        guard let days = reader.date(), (-106_000...106_000).contains(days) else { return nil }
        var time = Latency.zero
        var zone = Latency.zero
        if let mark = reader.rest.first {
            guard mark == UInt8(ascii: "T") || mark == UInt8(ascii: "t") || mark == UInt8(ascii: " ") else {
                return nil
            }
            reader.rest = reader.rest.dropFirst()
            guard let told = reader.time(), let offset = reader.zone(), reader.rest.isEmpty else { return nil }
            time = told
            zone = offset
        }
        return WallTime(nanoseconds: days * 86_400_000_000_000) + time - zone
    }

    /// Days since 1970-01-01.
    private mutating func date() -> Int64? {
        guard let year = digits(4) else { return nil }
        let isExtended = skip("-")
        if skip("W") || skip("w") {
            guard let week = digits(2), (1...53).contains(week), !isExtended || skip("-"),
                let day = digits(1), (1...7).contains(day)
            else { return nil }
            // Week 1 is the one with 4 January; 1970-01-01 was a Thursday.
            let fourth = Self.days(year: year, month: 1, day: 4)
            let weekday = ((fourth + 3) % 7 + 7) % 7
            return fourth - weekday + (week - 1) * 7 + day - 1
        }
        let count = rest.prefix(while: \.isASCIIDigit).count
        if count == 3 {
            guard let day = digits(3), (1...366).contains(day) else { return nil }
            return Self.days(year: year, month: 1, day: 1) + day - 1
        }
        guard let month = digits(2), (1...12).contains(month), !isExtended || skip("-"),
            let day = digits(2), (1...Self.length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        return Self.days(year: year, month: month, day: day)
    }

    /// Time since midnight: hours, hours and minutes, or all three, with a fraction of the last.
    private mutating func time() -> Latency? {
        guard let hours = digits(2), hours <= 24 else { return nil }
        var unit: Int64 = 3_600
        var seconds = hours * 3_600
        let isExtended = rest.first == UInt8(ascii: ":")
        for next in [Int64(60), 1] {
            guard isExtended ? skip(":") : rest.first?.isASCIIDigit == true else { break }
            // The 61st second of a minute is a leap second.
            guard let value = digits(2), value <= (next == 1 ? 60 : 59) else { return nil }
            seconds += value * next
            unit = next
        }
        let fraction = fraction(of: unit)
        guard let fraction, hours < 24 || (seconds == 86_400 && fraction == 0) else { return nil }
        return Latency(nanoseconds: seconds * 1_000_000_000 + fraction)
    }

    /// Nanoseconds of a fraction behind a point or comma; 0 where there is none, nil where no digit follows.
    private mutating func fraction(of unit: Int64) -> Int64? {
        guard skip(".") || skip(",") else { return 0 }
        let digits = rest.prefix(while: \.isASCIIDigit)
        guard !digits.isEmpty else { return nil }
        rest = rest[digits.endIndex...]
        var value: Int64 = 0
        var scale = unit * 1_000_000_000
        for digit in digits.prefix(12) {
            // Exact for a fraction of a second: each step divides evenly down to the nanosecond.
            value += Int64(digit - 0x30) * (scale / 10)
            scale /= 10
        }
        return value
    }

    /// How far the zone is ahead of UTC.
    private mutating func zone() -> Latency? {
        if rest.isEmpty || skip("Z") || skip("z") { return .zero }
        let sign: Int64
        if skip("+") {
            sign = 1
        } else if skip("-") {
            sign = -1
        } else {
            return nil
        }
        guard let hours = digits(2), hours <= 23 else { return nil }
        var minutes: Int64 = 0
        if skip(":") || rest.first?.isASCIIDigit == true {
            guard let told = digits(2), told <= 59 else { return nil }
            minutes = told
        }
        return Latency(nanoseconds: sign * (hours * 3_600 + minutes * 60) * 1_000_000_000)
    }

    private mutating func digits(_ count: Int) -> Int64? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Days since 1970-01-01 by Howard Hinnant's `days_from_civil`; years from 0 on.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
