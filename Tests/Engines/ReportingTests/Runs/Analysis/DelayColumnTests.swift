import Estimation
import Testing

@testable import Reporting

@Suite struct DelayColumnTests {
    @Test func allNumbersHaveTheDecimalsOfTheLargest() {
        let column = DelayColumn([1.234, 250.5, nil])
        #expect(column.text(1.234) == "1.2" && column.text(250.55) == "250.6" && column.text(nil as Double?) == "-")
        #expect(column.text(BoundedDelay(milliseconds: 3, isLowerBound: true)) == "≥ 3.0")
        #expect(DelayColumn([]).text(1.234) == "1.23" && DelayColumn(decimals: 3).text(1.2) == "1.200")
    }

    @Test func whatIsNoMillisecondsHasTheDecimalsThatTellItApart() {
        let ratios = DelayColumn([0.981, 0.983, nil], unit: nil)
        #expect(ratios.text(0.981) == "0.9810" && ratios.text(0.983) == "0.9830")
        #expect(DelayColumn([0.000_012_3, 4], unit: "usd").text(0.000_012_3) == "0.000012")
        #expect(DelayColumn([2_512_345.25, 2_612_345], unit: "bps").text(2_512_345.25) == "2512345")
        let close = DelayColumn([0.98], unit: nil, intervals: [(0.979, 0.981), (nil, 0.99)])
        #expect(close.interval(0.979, 0.981) == "0.9790 to 0.9810")
        let delays = DelayColumn([0.981, 0.983], unit: "ms", intervals: [(0.98, 0.99)])
        #expect(delays.text(0.981) == "0.98")
        #expect(DelayColumn([1], unit: "ms", intervals: [(nil, 250)]).text(1) == "1.0")
        #expect(DelayColumn([], unit: nil).text(nil as Double?) == "-")
    }

    @Test func intervalsMayBeOpen() {
        let column = DelayColumn(decimals: 0)
        #expect(column.interval(1, 2) == "1 to 2" && column.interval(1, nil) == "from 1")
        #expect(column.interval(nil, 2) == "up to 2" && column.interval(nil, nil) == "-")
    }

    @Test func columnsWithoutAnythingGo() {
        var table = ReportTable(columns: ReportTable.columns([("a", .left), ("b", .right), ("c", .right)]))
        table.rows = [["x", "-", "1"], ["y", "", "-"]]
        let kept = table.withoutEmptyColumns()
        #expect(kept.columns.map(\.title) == ["a", "c"] && kept.rows == [["x", "1"], ["y", "-"]])
    }

    @Test func partsAreNeverShownAsNothing() {
        #expect(NumberText.share(0) == "0 %" && NumberText.share(0.000_01) == "< 0.01 %")
        #expect(NumberText.share(0.000_4) == "0.04 %" && NumberText.share(0.985) == "98.5 %")
        #expect(NumberText.share(1) == "100.0 %" && NumberText.share(.nan) == "-")
    }
}
