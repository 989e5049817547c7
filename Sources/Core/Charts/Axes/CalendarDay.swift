import LabModel

/// A day of the Gregorian calendar in UTC.
struct CalendarDay {
    /// The year, such as 2026.
    var year: Int
    /// From 1 to 12.
    var month: Int
    /// From 1 to 31.
    var day: Int

    /// The day of an instant in seconds since 1970, from 1684 to 2255.
    init(_ seconds: Double) {
        let text = WallTime(nanoseconds: Int64(seconds.rounded(.down)) * 1_000_000_000).iso8601
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        (year, month, day) = parts.count == 3 ? (parts[0], parts[1], parts[2]) : (1970, 1, 1)
    }

    /// The month in three letters.
    var monthName: String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return names[min(max(month, 1), 12) - 1]
    }

    /// The first instant of a month, counted in months since the year 0, in seconds since 1970.
    ///
    /// Howard Hinnant's `days_from_civil` for the first of a month.
    static func start(ofMonth count: Int) -> Double {
        let month = count % 12 + 1
        let year = month <= 2 ? count / 12 - 1 : count / 12
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Double(era * 146_097 + dayOfEra - 719_468) * 86_400
    }
}
