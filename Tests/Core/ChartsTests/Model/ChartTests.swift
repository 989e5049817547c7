import Charts
import Testing

@Suite("Chart")
struct ChartTests {
    @Test("a chart begins empty, its ends left to what is drawn")
    func empty() {
        let chart = Chart(
            id: "delay",
            title: "Delay",
            x: ChartAxis("time", unit: "s"),
            y: ChartAxis("delay", unit: "ms")
        )
        #expect(chart.series.isEmpty && chart.marks.isEmpty && chart.note.isEmpty)
        #expect(chart.x.range == nil && chart.y.scale == .linear)
    }
}
