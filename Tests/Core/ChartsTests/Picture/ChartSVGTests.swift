import Foundation
import FoundationXML
import LabTesting
import Testing

@testable import Charts

@Suite("ChartSVG")
struct ChartSVGTests {
    @Test("a line goes through the places of its numbers and breaks where there is none")
    func line() throws {
        var chart = Self.chart([1, 2, nil, 4, nil, 0])
        chart.x.range = 0...5
        chart.y.range = 0...4
        let picture = ChartSVG.render(chart, style: ChartStyle(width: 564, height: 166))
        // The plot lies from 48 to 548 and from 126 up to 26: 100 a second, 25 a millisecond.
        #expect(Self.paths("chart-line", picture) == ["M48 101L148 76M348 26h0M548 126h0"])
        #expect(Self.texts(picture).prefix(6) == ["0", "1", "2", "3", "4", "5"])
        #expect(Self.texts(picture).suffix(2) == ["delay, ms", "time, s"])
        #expect(picture.contains(#"viewBox="0 0 564 166""#))
    }

    @Test("a band lies between its lows and its highs, whiskers end at theirs")
    func intervals() {
        var chart = Self.chart([1, 2])
        chart.x.range = 0...5
        chart.y.range = 0...4
        for index in 0...1 {
            chart.series[0].points[index].low = 0.5
            chart.series[0].points[index].high = 3
        }
        let style = ChartStyle(width: 564, height: 166)
        #expect(Self.paths("chart-band", ChartSVG.render(chart, style: style)) == ["M48 51L148 51L148 113.5L48 113.5z"])
        chart.series[0].kind = .dots
        #expect(
            Self.paths("chart-whisker", ChartSVG.render(chart, style: style))
                == ["M44 113.5h8m-4 0V51m-4 0h8M144 113.5h8m-4 0V51m-4 0h8"]
        )
        // An end that is not known is open: it runs to the edge.
        (chart.series[0].points[0].high, chart.series[0].points[1].low) = (nil, nil)
        #expect(
            Self.paths("chart-whisker", ChartSVG.render(chart, style: style))
                == ["M44 113.5h8m-4 0V26M148 126V51m-4 0h8"]
        )
    }

    @Test("steps hold their value, bars stand on 0 or on their low end")
    func stepsAndBars() {
        var chart = Self.chart([1, 2, 2])
        chart.x.range = 0...5
        chart.y.range = 0...4
        let style = ChartStyle(width: 564, height: 166)
        chart.series[0].kind = .steps
        #expect(
            Self.paths("chart-line", ChartSVG.render(chart, style: style)) == ["M48 101L148 101L148 76L248 76L248 76"]
        )
        chart.series[0].kind = .bars
        chart.series[0].points = [ChartPoint(bar: 0, end: 1, y: 2), ChartPoint(bar: 1, end: 2, y: 4, low: 2)]
        #expect(
            Self.paths("chart-bar", ChartSVG.render(chart, style: style))
                == ["M48 126V76H147V126zM148 76V26H247V76z"]
        )
    }

    @Test("marks lie across the height, those of the same pixel once")
    func marks() {
        var chart = Self.chart([1, 2])
        chart.x.range = 0...5
        chart.y.range = 0...4
        chart.marks = [
            ChartMark(.freeze, x: 1, end: 2, text: ""), ChartMark(.drop, x: 3, text: ""),
            ChartMark(.drop, x: 3.0001, text: ""), ChartMark(.drop, x: 9, text: "beyond"),
        ]
        let picture = ChartSVG.render(chart, style: ChartStyle(width: 564, height: 180))
        #expect(Self.paths("chart-span", picture) == ["M148 140V40H248V140z"])
        #expect(Self.paths("chart-stem", picture) == ["M348 40V140"])
        #expect(Self.texts(picture).contains("drop × 3"))
    }

    @Test("what has no place on a logarithmic axis is left out")
    func logarithmic() {
        var chart = Self.chart([10, 0, -5, 100])
        chart.x.range = 0...5
        chart.y.scale = .logarithmic
        chart.y.range = 1...100
        let picture = ChartSVG.render(chart, style: ChartStyle(width: 572, height: 166))
        #expect(Self.paths("chart-line", picture) == ["M52.6 76h0M354.7 26h0"] || picture.contains("76h0M"))
        #expect(!picture.contains("nan") && !picture.contains("inf"))
    }

    @Test(
        "numbers without a place are drawn nowhere",
        arguments: [Double.nan, .infinity, -.infinity, 1e305, .leastNonzeroMagnitude]
    )
    func wild(value: Double) throws {
        for scale in [ChartAxis.Scale.linear, .logarithmic, .time] {
            for kind in [ChartSeries.Kind.line, .steps, .dots, .bars] {
                var chart = Self.chart([1, value, 3, nil])
                chart.x.scale = scale
                chart.y.scale = scale
                chart.series[0].kind = kind
                chart.series[0].points.append(ChartPoint(x: value, y: value, low: value, high: value))
                chart.series[0].points.append(ChartPoint(bar: value, end: value, y: value))
                chart.marks = [ChartMark(.other, x: value, end: value, text: "")]
                let picture = ChartSVG.render(chart, style: ChartStyle(standalone: true))
                #expect(!picture.contains("nan") && !picture.contains("inf\""))
                _ = try Self.parsed(picture)
            }
        }
    }

    @Test(
        "every sample is well-formed, and holds neither inline styles nor handlers",
        arguments: ChartSamples.all.map(\.id)
    )
    func wellFormed(id: String) throws {
        let document = try Self.parsed(ChartSVG.render(ChartSamples.named(id), style: ChartStyle(standalone: true)))
        let root = try #require(document.rootElement())
        #expect(root.name == "svg")
        #expect(try document.nodes(forXPath: "/*/@role").first?.stringValue == "img")
        let told = try document.nodes(forXPath: "/*/@aria-labelledby").first?.stringValue
        let names = try #require(told).split(separator: " ")
        let ids = try document.nodes(forXPath: "//@id").compactMap(\.stringValue)
        #expect(names.allSatisfy { ids.contains(String($0)) } && Set(ids).count == ids.count)
        for attribute in try document.nodes(forXPath: "//@*") {
            let name = try #require(attribute.name)
            #expect(name != "style" && !name.hasPrefix("on"))
        }
    }

    @Test("hostile texts stay texts")
    func hostile() throws {
        let text = "<script>alert(1)</script>\"' & \u{202E}evil\u{0}" + String(repeating: "x", count: 10_000)
        var chart = Chart(id: text, title: text, x: ChartAxis(text, unit: text), y: ChartAxis(text, unit: text))
        chart.series = [ChartSeries(text, kind: .line, colour: -3, points: [ChartPoint(x: 0, y: 1)])]
        chart.series.append(chart.series[0])
        chart.x.names = [text, text]
        chart.marks = [ChartMark(.freeze, x: 0, text: text)]
        chart.note = text
        let picture = ChartSVG.render(chart, style: ChartStyle(standalone: true))
        let document = try Self.parsed(picture)
        #expect(try document.nodes(forXPath: "//*[local-name()='script']").isEmpty)
        #expect(picture.utf8.count - ChartAssets.css.utf8.count < 8_000)
        #expect(try #require(document.rootElement()).elements(forName: "title").first?.stringValue?.count == 240)
    }

    @Test("the legend of the picture breaks into rows, which make it higher")
    func legend() throws {
        var chart = Self.chart([1, 2])
        chart.series = (0..<12).map { ChartSeries("provider number \($0)", kind: .line, colour: $0, points: []) }
        let picture = ChartSVG.render(chart)
        #expect(picture.contains(#"viewBox="0 0 720 360""#))
        #expect(Self.texts(picture).count { $0.hasPrefix("provider") } == 12)
        #expect(picture.contains("no values"))
        #expect(!ChartSVG.render(chart, style: ChartStyle(legend: false)).contains("provider number 3</text>"))
    }

    @Test("words tell axes, series and marks")
    func words() throws {
        let document = try Self.parsed(ChartSVG.render(ChartSamples.rates, style: ChartStyle(standalone: true)))
        let words = try #require(document.rootElement()?.elements(forName: "desc").first?.stringValue)
        #expect(words == "bitrate in bit/s against time in s. direct: 30 values, from 2,250,001 to 2,548,591 bit/s.")
        let marked = try Self.parsed(ChartSVG.render(ChartSamples.delays, style: ChartStyle(standalone: true)))
        let told = try #require(marked.rootElement()?.elements(forName: "desc").first?.stringValue)
        #expect(
            told.hasSuffix(
                "Marked: freeze × 1, drop × 2, stall × 1, reconnect × 1, resolution change × 1, clock step × 1, event × 1."
            )
        )
        let nothing = ChartSVG.render(ChartSamples.empty)
        #expect(nothing.contains("delay in ms against time in s.</desc>"))
    }

    @Test("100,000 points make a small picture that shows the one that stands out")
    func many() {
        var chart = Self.chart([])
        chart.series[0].points = (0..<100_000).map { ChartPoint(x: Double($0), y: $0 == 54_321 ? 900 : 100) }
        let picture = ChartSVG.render(chart)
        #expect(picture.utf8.count < 20_000)
        // The axis goes to 1,000, the peak to a tenth below the plot's upper edge: 26 + 234 / 10.
        #expect(picture.contains(" 49.4"))
    }

    @Test("sizes have limits")
    func sizes() {
        let style = ChartStyle(width: 5, height: 100_000)
        #expect(style.width == 200 && style.height == 4_000)
    }

    private static func chart(_ values: [Double?]) -> Chart {
        var chart = Chart(
            id: "line",
            title: "A line",
            x: ChartAxis("time", unit: "s"),
            y: ChartAxis("delay", unit: "ms")
        )
        let points = values.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element) }
        chart.series = [ChartSeries("line", kind: .line, colour: 0, points: points)]
        return chart
    }

    private static func parsed(_ picture: String) throws -> XMLDocument {
        try XMLDocument(data: Data(picture.utf8))
    }

    private static func paths(_ name: String, _ picture: String) -> [String] {
        picture.matches(of: /<path class="([^"]*)" d="([^"]*)"\/>/).filter { $0.1 == name }.map { String($0.2) }
    }

    private static func texts(_ picture: String) -> [String] {
        picture.matches(of: /<text[^>]*>([^<]*)<\/text>/).map { String($0.1) }
    }
}
