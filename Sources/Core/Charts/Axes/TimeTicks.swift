/// Ticks at round times of UTC: seconds, minutes, hours, days, months, years.
enum TimeTicks {
    private static let steps: [Double] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800,
        604_800, 1_209_600,
    ]

    /// The ticks within a range of seconds since 1970.
    static func ticks(_ lower: Double, _ upper: Double, count: Int) -> [Tick] {
        let rough = (upper - lower) / Double(max(count, 1))
        if rough <= 0.5 {
            let step = max(LinearTicks.step(lower, upper, count: count), 0.001)
            return LinearTicks.multiples(of: step, from: lower, to: upper).map { value in
                Tick(value: value, label: String(NumberWords.instant(value).dropFirst(11)))
            }
        }
        guard let step = steps.first(where: { $0 >= rough }) else { return months(lower, upper, rough: rough) }
        // Weeks begin on Mondays; 1970 began on a Thursday.
        let shift: Double = step >= 604_800 ? 345_600 : 0
        return LinearTicks.multiples(of: step, from: lower - shift, to: upper - shift).map { value in
            Tick(value: value + shift, label: label(value + shift, step: step))
        }
    }

    /// What the axis tells besides: the day of its start, where ticks tell times of day alone.
    static func context(_ lower: Double, _ upper: Double) -> String {
        let day = CalendarDay(lower)
        let date = upper - lower < 172_800 ? " from \(day.day) \(day.monthName) \(day.year)" : ""
        return "UTC\(date)"
    }

    private static func label(_ value: Double, step: Double) -> String {
        let day = CalendarDay(value)
        let time = NumberWords.instant(value).dropFirst(11)
        if step >= 86_400 || time.hasPrefix("00:00:00") { return "\(day.day) \(day.monthName)" }
        return String(time.prefix(step < 60 ? 8 : 5))
    }

    private static func months(_ lower: Double, _ upper: Double, rough: Double) -> [Tick] {
        let month = 2_629_746.0
        let years = LinearTicks.step(0, rough * 10 / (12 * month), count: 10)
        let step = [1, 3, 6, 12].first { Double($0) * month >= rough } ?? max(12, Int(years.rounded(.up)) * 12)
        let first = CalendarDay(lower)
        var count = (first.year * 12 + first.month - 1) / step * step
        var ticks: [Tick] = []
        while ticks.count < 200 {
            let start = CalendarDay.start(ofMonth: count)
            guard start <= upper else { break }
            if start >= lower {
                let day = CalendarDay(start)
                let label = step < 12 ? "\(day.monthName) \(day.year)" : "\(day.year)"
                ticks.append(Tick(value: start, label: label))
            }
            count += step
        }
        return ticks
    }
}
