import Testing

@testable import Charts

@Suite("AxisScale")
struct AxisScaleTests {
    @Test("numbers lie where equal differences or equal ratios put them")
    func places() {
        let linear = Self.scale(ChartAxis("x"), 0...10)
        #expect(linear.place(0) == 100 && linear.place(5) == 150 && linear.place(10) == 200)
        #expect(linear.place(1e300) == 1e5 && linear.bounded(99) == 200 && linear.bounded(-99) == 100)
        let logarithmic = Self.scale(ChartAxis("x", scale: .logarithmic), 1...100)
        #expect(logarithmic.place(10) == 150)
        #expect(logarithmic.place(0) == nil && logarithmic.place(-1) == nil && logarithmic.bounded(0) == 100)
    }

    @Test("names stand at 0, 1, 2 …, cut to their room")
    func names() {
        var axis = ChartAxis("provider")
        axis.names = ["direct", "a-very-long-provider-name", "c"]
        let ticks = Self.scale(axis, nil).ticks(count: 5)
        #expect(ticks.map(\.value) == [0, 1, 2])
        #expect(ticks.map(\.label) == ["dir…", "a-v…", "c"])
        axis.names = (0..<90).map { "p\($0)" }
        #expect(Self.scale(axis, nil).ticks(count: 5).map(\.label).prefix(3) == ["p0", "p3", "p6"])
    }

    @Test("the title tells the unit, of time the day")
    func titles() {
        #expect(Self.scale(ChartAxis("delay", unit: "ms"), 0...1).title == "delay, ms")
        #expect(Self.scale(ChartAxis("share"), 0...1).title == "share")
        #expect(Self.scale(ChartAxis("time", scale: .time), 0...60).title == "time, UTC from 1 Jan 1970")
    }

    private static func scale(_ axis: ChartAxis, _ range: ClosedRange<Double>?) -> AxisScale {
        let range = AxisRange(axis, spread: range, fit: .tight, count: 5)
        return AxisScale(axis: axis, range: range, start: 100, end: 200)
    }
}
