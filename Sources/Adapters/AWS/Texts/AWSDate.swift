import LabModel

/// Instants as AWS writes them.
enum AWSDate {
    /// An instant of ISO 8601 in UTC, such as `2026-11-21T03:28:15.250Z`, with or without a fraction.
    /// - Returns: nil where the text is none.
    static func time(iso8601 text: String) -> WallTime? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") else { return nil }
        let isUTC = text.hasSuffix("Z") || text.hasSuffix("+00:00") || text.hasSuffix("+0000")
        guard isUTC, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":")
        else { return nil }
        let places = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19]
        let numbers = places.compactMap { number(bytes[$0]) }
        guard numbers.count == places.count else { return nil }
        let date = (year: numbers[0], month: numbers[1], day: numbers[2])
        return time(date, (numbers[3], numbers[4], numbers[5]), fraction: fraction(bytes[19...]))
    }

    /// An instant of HTTP, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, the preferred form alone).
    /// - Returns: nil where the text is none.
    static func time(http text: String) -> WallTime? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])) else {
            return nil
        }
        let clock = words[4].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, let day = number(words[1].utf8), let year = number(words[3].utf8),
            let hour = number(clock[0].utf8), let minute = number(clock[1].utf8), let second = number(clock[2].utf8)
        else { return nil }
        return time((year, month + 1, day), (hour, minute, second), fraction: 0)
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func time(
        _ date: (year: Int, month: Int, day: Int),
        _ clock: (hour: Int, minute: Int, second: Int),
        fraction: Int
    ) -> WallTime? {
        guard (1970...2200).contains(date.year), (1...12).contains(date.month), (1...31).contains(date.day),
            clock.hour < 24, clock.minute < 60, clock.second <= 60
        else { return nil }
        let days = daysSinceEpoch(date)
        let seconds = ((days * 24 + clock.hour) * 60 + clock.minute) * 60 + clock.second
        return WallTime(nanoseconds: Int64(seconds * 1_000_000_000 + fraction))
    }

    /// Digits alone, at most nine of them.
    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard (1...9).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    /// The nanoseconds of a text such as `.25Z`.
    private static func fraction(_ text: ArraySlice<UInt8>) -> Int {
        guard text.first == UInt8(ascii: ".") else { return 0 }
        let digits = text.dropFirst().prefix { (48...57).contains($0) }.prefix(9)
        let value = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
        return (digits.count..<9).reduce(value) { value, _ in value * 10 }
    }

    /// The Gregorian calendar to days by Howard Hinnant's `days_from_civil`; years from 1970 on.
    private static func daysSinceEpoch(_ date: (year: Int, month: Int, day: Int)) -> Int {
        let shifted = date.month <= 2 ? date.year - 1 : date.year
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return shifted / 400 * 146_097 + dayOfEra - 719_468
    }
}
