import Charts
import Testing

@Suite("ChartFigure")
struct ChartFigureTests {
    @Test("a figure has caption, legend, picture, note, numbers and table, in this order")
    func parts() throws {
        let figure = ChartFigure.render(ChartSamples.delays)
        let parts = [
            #"<figure class="chart" id="chart-delay"><figcaption><bdi>"#, #"<ul class="chart-legend"><li"#,
            #"<div class="chart-frame"><svg class="chart-svg""#, #"<p class="chart-note"><bdi>"#,
            #"<script type="application/json" class="chart-data">{"#, #"<details class="chart-table">"#, "</figure>",
        ]
        let places = parts.compactMap { figure.firstRange(of: $0)?.lowerBound }
        #expect(places.count == parts.count && places == places.sorted())
        #expect(figure.ranges(of: "<li ").count == 10)
        #expect(!figure.contains(" style=") && !figure.contains("chart-keys"))
    }

    @Test("one series without marks needs no legend")
    func noLegend() {
        #expect(!ChartFigure.render(ChartSamples.rates).contains("chart-legend"))
        #expect(!ChartFigure.render(ChartSamples.empty).contains("chart-legend"))
    }

    @Test("hostile texts stay texts wherever they stand")
    func hostile() {
        let text = "<img src=x onerror=alert(1)>\"'</script>\u{202E}"
        var chart = Chart(id: text, title: text, x: ChartAxis(text, unit: text), y: ChartAxis(text, unit: text))
        chart.series = [ChartSeries(text, kind: .dots, colour: 0, points: [ChartPoint(x: 0, y: 1)])]
        chart.series[0].points[0].label = text
        chart.series.append(chart.series[0])
        chart.marks = [ChartMark(.drop, x: 0, text: text)]
        chart.note = text
        let figure = ChartFigure.render(chart)
        #expect(!figure.contains("<img") && figure.ranges(of: "</script>").count == 1)
        #expect(figure.contains(#"id="chart--img-src-x-onerror-alert-1------script--""#))
    }

    @Test("what is too long or too much is cut, which the note tells")
    func limits() throws {
        var chart = ChartSamples.rates
        let long = String(repeating: "a", count: 10_000)
        chart.title = long
        let points = (0..<20_000).map { ChartPoint(x: Double($0), y: Double($0 % 7)) }
        chart.series = (0..<70).map { ChartSeries("\($0) \(long)", kind: .line, colour: $0, points: []) }
        chart.series[0].points = points
        chart.marks = (0..<3_000).map { ChartMark(.drop, x: Double($0), text: long) }
        let figure = ChartFigure.render(chart)
        let read = try EmbeddedChart(figure: figure)
        #expect(read.title.count == 240 && read.series.count == 64 && read.marks.count == 2_000)
        #expect(read.series[0].name.count == 120 && read.marks[0].text.count == 240)
        #expect(read.series[0].x.count <= 2_000 && read.series[0].x.last == 19_999)
        #expect(
            figure.contains("Only the first 64 of 70 series are shown. Only the first 2000 of 3000 marks are shown.")
        )
        #expect(figure.utf8.count < 800_000)
    }

    @Test("a series of 40,000 points is reduced to the style's limit with its extremes", arguments: [100, 500, 2_000])
    func reduced(limit: Int) throws {
        var chart = ChartSamples.rates
        chart.series[0].points = (0..<40_000).map { index in
            let y = index == 1_234 ? 5_000.5 : index == 38_765 ? -3.25 : Double(index % 100)
            return ChartPoint(x: Double(index), y: y, low: index == 20_000 ? -99 : y, high: y)
        }
        var style = ChartStyle()
        style.pointLimit = limit
        let read = try EmbeddedChart(figure: ChartFigure.render(chart, style: style)).series[0]
        #expect(read.x.count <= limit && read.x.count > limit / 5)
        #expect(read.y.contains(5_000.5) && read.y.contains(-3.25) && read.low?.contains(-99) == true)
        #expect(read.x.first == 0 && read.x.last == 39_999)
    }
}
