extension WallTime {
    /// The instant as ISO 8601 in UTC with milliseconds, such as `2026-11-21T03:28:15.250Z`; rounded down.
    public var iso8601: String {
        let (date, time) = civil
        return "\(date.year.padded(4))-\(date.month.padded(2))-\(date.day.padded(2))"
            + "T\(time.hour.padded(2)):\(time.minute.padded(2)):\(time.second.padded(2)).\(time.millisecond.padded(3))Z"
    }

    /// The instant in the short form of ids, such as `20261121T032815Z`; rounded down to the second.
    public var compactISO8601: String {
        let (date, time) = civil
        return "\(date.year.padded(4))\(date.month.padded(2))\(date.day.padded(2))"
            + "T\(time.hour.padded(2))\(time.minute.padded(2))\(time.second.padded(2))Z"
    }

    private typealias CivilDate = (year: Int64, month: Int64, day: Int64)
    private typealias CivilTime = (hour: Int64, minute: Int64, second: Int64, millisecond: Int64)

    /// Days to the Gregorian calendar by Howard Hinnant's `civil_from_days`.
    private var civil: (CivilDate, CivilTime) {
        let milliseconds = nanoseconds.floored(by: 1_000_000)
        let days = milliseconds.floored(by: 86_400_000)
        let rest = milliseconds - days * 86_400_000
        let shifted = days + 719_468
        let era = shifted.floored(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let time = (rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60, rest % 1_000)
        return ((year, month, day), time)
    }
}

extension Int64 {
    fileprivate func floored(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    fileprivate func padded(_ digits: Int) -> String {
        let text = String(self)
        return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
    }
}
