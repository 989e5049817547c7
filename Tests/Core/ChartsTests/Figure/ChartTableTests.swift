import Charts
import Testing

@Suite("ChartTable")
struct ChartTableTests {
    @Test("series on the same places share a table")
    func shared() {
        var chart = Self.chart
        chart.series.append(chart.series[0])
        chart.series[1].name = "other"
        chart.series[1].points[0].y = nil
        chart.series[1].points[1].label = "worst <moment>"
        #expect(
            ChartTable.render(chart)
                == """
                <details class="chart-table"><summary>Numbers</summary><div class="chart-scroll" tabindex="0" \
                role="region" aria-label="Numbers: Delay"><table><thead><tr><th scope="col">time, s</th>\
                <th scope="col">direct, ms</th><th scope="col">other, ms</th></tr></thead><tbody>\
                <tr><th scope="row">0</th><td>120.25</td><td>–</td></tr>\
                <tr><th scope="row">0.5</th><td>1,250 (1,000 to 1,300.5)</td>\
                <td>1,250 (1,000 to 1,300.5) <bdi>worst &lt;moment&gt;</bdi></td></tr></tbody></table></div></details>
                """
        )
    }

    @Test("series on other places follow each other")
    func apart() {
        var chart = Self.chart
        chart.series.append(ChartSeries("other", kind: .line, colour: 1, points: [ChartPoint(x: 7, y: 1)]))
        let table = ChartTable.render(chart)
        #expect(Self.captions(table) == ["direct", "other"])
        #expect(table.contains(#"<tr><th scope="row">7</th><td>1</td></tr>"#))
    }

    @Test("bars tell where they begin and end, named places their names, times their instants")
    func places() {
        var chart = Self.chart
        chart.series = [ChartSeries("a", kind: .bars, colour: 0, points: [ChartPoint(bar: 1, end: 2.5, y: 0.5)])]
        #expect(ChartTable.render(chart).contains(#"<th scope="row">1 to 2.5</th><td>0.5</td>"#))
        chart.x.names = ["<one>", "two"]
        chart.series[0].points = [ChartPoint(bar: -0.4, end: 0.4, y: 3, low: 1)]
        #expect(ChartTable.render(chart).contains(#"<th scope="row"><bdi>&lt;one&gt;</bdi></th><td>2 (1 to 3)</td>"#))
        chart.x = ChartAxis("time", scale: .time)
        chart.series = [ChartSeries("a", kind: .line, colour: 0, points: [ChartPoint(x: 1_795_231_695.25, y: 1)])]
        #expect(ChartTable.render(chart).contains(#"<th scope="row">2026-11-21 03:28:15.250</th>"#))
        #expect(ChartTable.render(chart).contains("time, UTC"))
    }

    @Test("long series are reduced, the least and the largest stay, and the table says so", arguments: [10, 50, 120])
    func long(rows: Int) throws {
        var chart = Self.chart
        chart.series[0].points = (0..<18_000).map { ChartPoint(x: Double($0), y: $0 == 7_777 ? 4_321 : 100) }
        let table = ChartTable.render(chart, rows: rows)
        #expect(table.count(of: "<tr>") - 1 <= rows && table.count(of: "<tr>") > 5)
        #expect(table.contains("<td>4,321</td>"))
        #expect(table.contains(" points: the least and the largest of equal parts)"))
    }

    @Test("marks have a table of their own")
    func marks() {
        var chart = Self.chart
        chart.marks = (0..<200).map { ChartMark(.freeze, x: Double($0), end: Double($0) + 0.5, text: "f<\($0)>") }
        let table = ChartTable.render(chart)
        #expect(Self.captions(table).last == "Marks <span>(the first 120 of 200)</span>")
        #expect(table.contains(#"<th scope="row">3 to 3.5</th><td>freeze</td><td><bdi>f&lt;3&gt;</bdi></td>"#))
    }

    private static var chart: Chart {
        var chart = Chart(
            id: "delay",
            title: "Delay",
            x: ChartAxis("time", unit: "s"),
            y: ChartAxis("delay", unit: "ms")
        )
        let points = [ChartPoint(x: 0, y: 120.25), ChartPoint(x: 0.5, y: 1_250, low: 1_000, high: 1_300.5)]
        chart.series = [ChartSeries("direct", kind: .line, colour: 0, points: points)]
        return chart
    }

    private static func captions(_ table: String) -> [String] {
        table.matches(of: /<caption>(.*?)<\/caption>/).map {
            String($0.1).replacing("<bdi>", with: "").replacing("</bdi>", with: "")
        }
    }
}

extension String {
    fileprivate func count(of part: String) -> Int {
        ranges(of: part).count
    }
}
