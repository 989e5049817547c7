import Foundation
import LabTesting
import Testing

@testable import Charts

/// A chart's embedded numbers, as a reader of the page decodes them.
struct EmbeddedChart: Decodable {
    struct Axis: Decodable {
        var name: String
        var unit: String
        var scale: String
        var range: [Double]?
        var names: [String]
    }

    struct Series: Decodable {
        var name: String
        var kind: String
        var colour: Int
        var dashed: Bool
        var x: [Double]
        var y: [Double?]
        var low: [Double?]?
        var high: [Double?]?
        var end: [Double?]?
        var label: [String?]?
    }

    struct Mark: Decodable {
        var kind: String
        var x: Double
        var end: Double?
        var text: String
    }

    var id: String
    var title: String
    var note: String
    var width: Int
    var height: Int
    var x: Axis
    var y: Axis
    var series: [Series]
    var marks: [Mark]

    /// Reads a figure's numbers back.
    init(figure: String) throws {
        let match = try #require(
            figure.firstMatch(of: /<script type="application\/json" class="chart-data">(.*?)<\/script>/)
        )
        self = try JSONDecoder().decode(Self.self, from: Data(match.1.utf8))
    }
}

@Suite("ChartData")
struct ChartDataTests {
    @Test("the page holds the numbers it was given, to the last bit", arguments: ChartSamples.all.map(\.id))
    func readBack(id: String) throws {
        let chart = ChartSamples.named(id)
        let read = try EmbeddedChart(figure: ChartFigure.render(chart))
        #expect(read.id == chart.id && read.title == chart.title && read.note == chart.note)
        #expect(read.x.name == chart.x.name && read.y.unit == chart.y.unit && read.x.names == chart.x.names)
        #expect(read.x.scale == chart.x.scale.rawValue)
        #expect(read.y.range == chart.y.range.map { [$0.lowerBound, $0.upperBound] })
        try #require(read.series.count == chart.series.count)
        for (got, given) in zip(read.series, chart.series) {
            #expect(got.name == given.name && got.kind == given.kind.rawValue && got.dashed == given.dashed)
            #expect(got.x == given.points.map(\.x))
            #expect(got.y == given.points.map(\.y))
            #expect(got.low ?? given.points.map { _ in nil } == given.points.map(\.low))
            #expect(got.high ?? given.points.map { _ in nil } == given.points.map(\.high))
            #expect(got.end ?? given.points.map { _ in nil } == given.points.map(\.end))
            #expect(got.label ?? given.points.map { _ in nil } == given.points.map(\.label))
        }
        #expect(read.marks.map(\.kind) == chart.marks.map(\.kind.rawValue))
        #expect(read.marks.map(\.x) == chart.marks.map(\.x) && read.marks.map(\.end) == chart.marks.map(\.end))
        #expect(read.marks.map(\.text) == chart.marks.map(\.text))
    }

    @Test("any finite number reads back as itself", arguments: 1...20)
    func numbers(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = (0..<200).map { _ -> Double in
            let value = Double(bitPattern: random.next())
            return value.isFinite && (1e-290..<1e300).contains(value.magnitude) ? value : 0.1
        }
        var chart = ChartSamples.empty
        chart.series = [ChartSeries("a", kind: .dots, colour: 0, points: values.map { ChartPoint(x: $0, y: -$0) })]
        let read = try EmbeddedChart(figure: ChartFigure.render(chart))
        #expect(read.series[0].x == values && read.series[0].y == values.map { -$0 })
    }

    @Test("columns that no point has are left out")
    func columns() throws {
        let json = ChartData.json(ChartSamples.rates, style: ChartStyle())
        for name in ["low", "high", "end", "label"] {
            #expect(!json.contains("\"\(name)\""))
        }
    }

    @Test("no text ends the script element, and each reads back")
    func hostile() throws {
        let text = "</script><!--<script> \"q\" \\ \u{2028}\u{2029}\u{1}\u{7F}\t\n & é 東 𝛼 \u{202E}"
        var chart = ChartSamples.empty
        chart.title = text
        chart.series = [ChartSeries(text, kind: .line, colour: 9, points: [ChartPoint(x: 0, y: nil)])]
        chart.series[0].points[0].label = text
        chart.marks = [ChartMark(.other, x: 0, text: text)]
        let json = ChartData.json(chart, style: ChartStyle())
        #expect(!json.contains("<") && !json.contains("&") && !json.unicodeScalars.contains { $0.value < 0x20 })
        let read = try EmbeddedChart(figure: ChartFigure.render(chart))
        #expect(read.title == text && read.series[0].name == text && read.series[0].label == [text])
        #expect(read.marks[0].text == text && read.series[0].colour == 1)
    }
}
