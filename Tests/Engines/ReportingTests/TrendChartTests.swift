import Testing

@testable import Reporting

@Suite struct TrendChartTests {
    private let plain = TextStyle(unicode: false, width: 60)

    @Test func nothingIsNotDrawn() {
        #expect(TrendChart.render([], style: plain).isEmpty)
        #expect(TrendChart.render([TrendPoint(seconds: 1, delayMs: nil)], style: plain).isEmpty)
        #expect(TrendChart.render([TrendPoint(seconds: 1, delayMs: .nan)], style: plain).isEmpty)
    }

    @Test func aSpikeReachesTheTopAndAGapIsEmpty() {
        var points = (0..<50).map { TrendPoint(seconds: Double($0) + 0.5, delayMs: 10) }
        points[10].highMs = 100
        for index in 30..<40 {
            points[index] = TrendPoint(seconds: Double(index) + 0.5, delayMs: nil)
        }
        let rows = TrendChart.render(points, style: plain).dropFirst().prefix(8).map { Array($0.dropFirst(9)) }
        #expect(rows.first?[10] != " ")
        #expect(rows.first?.prefix(10).allSatisfy { $0 == " " } == true)
        for column in 30..<40 {
            #expect(rows.allSatisfy { $0[column] == " " }, "column \(column)")
        }
        #expect(rows.contains { $0[29] != " " } && rows.contains { $0[40] != " " })
    }

    @Test(arguments: [(0.0, 0.0), (-5, 5), (5, 5), (1e-9, 1e-9), (0, 1e12), (-1e12, -1), (4.39, 4.41)])
    func axesHoldTheirValues(low: Double, high: Double) {
        let axis = TextAxis(from: low, to: high, ticks: 4)
        #expect(axis.low <= low && axis.high >= high && axis.low < axis.high)
        #expect((2...7).contains(axis.ticks.count), "\(axis.ticks)")
        #expect(axis.place(low) >= 0 && axis.place(high) <= 1)
        let labels = axis.ticks.map(axis.label)
        #expect(Set(labels).count == labels.count, "\(labels)")
    }

    @Test func brailleDotsStandWhereTheyAreSet() {
        var grid = DotGrid(columns: 2, rows: 1, unicode: true)
        grid.set(0, 0)
        grid.set(1, 3)
        grid.line(from: (2, 0), to: (2, 3))
        #expect(grid.lines() == ["\u{2881}\u{2847}"])
    }
}
