import LabTesting
import Testing

@testable import Charts

@Suite("Ticks")
struct TicksTests {
    @Test("linear ticks are round")
    func linear() {
        #expect(LinearTicks.ticks(0, 100, count: 5).map(\.label) == ["0", "20", "40", "60", "80", "100"])
        #expect(LinearTicks.ticks(-1, 1, count: 4).map(\.label) == ["-1.0", "-0.5", "0.0", "0.5", "1.0"])
        #expect(LinearTicks.ticks(0.3, 0.7, count: 4).map(\.label) == ["0.3", "0.4", "0.5", "0.6", "0.7"])
        #expect(LinearTicks.ticks(0, 2.5e6, count: 5).map(\.label) == ["0.0", "0.5M", "1.0M", "1.5M", "2.0M", "2.5M"])
        #expect(LinearTicks.ticks(12, 13, count: 1).map(\.label) == ["12", "13"])
    }

    @Test("linear ticks lie within their range, evenly, and are about as many as asked for", arguments: 1...40)
    func linearProperties(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let width = Double.random(in: 1e-6...1e6, using: &random)
        let lower = Double.random(in: -1e6...1e6, using: &random)
        let count = Int.random(in: 2...12, using: &random)
        let ticks = LinearTicks.ticks(lower, lower + width, count: count)
        let slack = width * 1e-6
        #expect(ticks.allSatisfy { $0.value >= lower - slack && $0.value <= lower + width + slack })
        #expect(ticks.count >= max(1, count / 3) && ticks.count <= 2 * count + 1)
        #expect(Set(ticks.map(\.label)).count == ticks.count)
    }

    @Test("logarithmic ticks tell 1, 2 and 5 where there is room, else powers of ten")
    func logarithmic() {
        let few = LogarithmicTicks.ticks(40, 600, count: 7)
        #expect(few.filter { !$0.label.isEmpty }.map(\.label) == ["50", "100", "200", "500"])
        #expect(few.count == 12)
        let many = LogarithmicTicks.ticks(0.001, 1e6, count: 10)
        #expect(
            many.filter { !$0.label.isEmpty }.map(\.label) == [
                "0.001", "0.01", "0.1", "1", "10", "100", "1,000", "10k", "100k", "1M",
            ]
        )
        let wide = LogarithmicTicks.ticks(1e-12, 1e12, count: 6)
        #expect(wide.allSatisfy { !$0.label.isEmpty } == false && wide.count == 25)
        #expect(LogarithmicTicks.ticks(10, 30, count: 4).map(\.label) == ["10", "15", "20", "25", "30"])
    }

    @Test("times are told as clocks and calendars tell them")
    func times() {
        // 2026-11-21 03:28:15 UTC.
        let start = 1_795_231_695.0
        #expect(
            TimeTicks.ticks(start, start + 0.4, count: 4).map(\.label) == [
                "03:28:15.000", "03:28:15.100", "03:28:15.200", "03:28:15.300", "03:28:15.400",
            ]
        )
        #expect(
            TimeTicks.ticks(start, start + 20, count: 4).map(\.label) == [
                "03:28:15", "03:28:20", "03:28:25", "03:28:30", "03:28:35",
            ]
        )
        #expect(
            TimeTicks.ticks(start, start + 600, count: 5).map(\.label) == [
                "03:30", "03:32", "03:34", "03:36", "03:38",
            ]
        )
        #expect(TimeTicks.ticks(start, start + 86_400, count: 4).map(\.label) == ["06:00", "12:00", "18:00", "22 Nov"])
        #expect(
            TimeTicks.ticks(start, start + 4 * 86_400, count: 4).map(\.label) == [
                "22 Nov", "23 Nov", "24 Nov", "25 Nov",
            ]
        )
    }

    @Test("weeks begin on Mondays, months and years on their first day")
    func calendar() {
        let start = 1_795_231_695.0
        // 23 November 2026 is a Monday.
        #expect(
            TimeTicks.ticks(start, start + 28 * 86_400, count: 4).map(\.label) == [
                "23 Nov", "30 Nov", "7 Dec", "14 Dec",
            ]
        )
        let months = TimeTicks.ticks(start, start + 150 * 86_400, count: 5)
        #expect(months.map(\.label) == ["Dec 2026", "Jan 2027", "Feb 2027", "Mar 2027", "Apr 2027"])
        #expect(months[0].value == 1_796_083_200)
        let years = TimeTicks.ticks(start, start + 4_000 * 86_400, count: 6)
        #expect(years.map(\.label) == ["2028", "2030", "2032", "2034", "2036"])
        #expect(years[0].value == 1_830_297_600)
    }

    @Test("every first of a month of a hundred years is one", arguments: [1970, 2000, 2026, 2038])
    func months(year: Int) {
        for count in (year * 12)..<(year * 12 + 300) {
            let day = CalendarDay(CalendarDay.start(ofMonth: count))
            #expect(day.day == 1 && day.month == count % 12 + 1 && day.year == count / 12)
        }
    }

    @Test("an axis of time tells its day")
    func context() {
        #expect(TimeTicks.context(1_795_231_695, 1_795_231_795) == "UTC from 21 Nov 2026")
        #expect(TimeTicks.context(1_795_231_695, 1_895_231_695) == "UTC")
    }
}
