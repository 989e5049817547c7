import Charts
import Foundation
import LabTesting

/// Charts of every kind, as reports draw them, from numbers that a seed repeats.
enum ChartSamples {
    /// All of them, each under an id of its own.
    static let all = [delays, shares, histogram, ranking, stages, costs, clock, rates, empty]

    /// The one with an id.
    static func named(_ id: String) -> Chart {
        all.first { $0.id == id } ?? empty
    }

    /// Two providers over a run's time, with bands, a break and every kind of mark.
    static var delays: Chart {
        var chart = Chart(
            id: "delay",
            title: "Frame and signal delay over time",
            x: ChartAxis("time since the first picture", unit: "s"),
            y: ChartAxis("delay", unit: "ms")
        )
        chart.series = [
            ChartSeries("direct", kind: .line, colour: 0, points: walk(seed: 1, from: 120, count: 300, step: 0.2)),
            ChartSeries("twitch-ll", kind: .line, colour: 1, points: walk(seed: 2, from: 180, count: 300, step: 0.2)),
        ]
        chart.series.append(ChartSeries("direct, signal", kind: .line, colour: 0, points: walk(seed: 3, from: 150)))
        chart.series[2].dashed = true
        chart.series[0].points[120].y = nil
        chart.marks = [
            ChartMark(.freeze, x: 12, end: 14.5, text: "2.5 s without a new picture"),
            ChartMark(.drop, x: 20, text: "3 frames"), ChartMark(.drop, x: 20.5, text: "1 frame"),
            ChartMark(.stall, x: 30, end: 31.2, text: "no bytes"), ChartMark(.reconnect, x: 33, text: "lost"),
            ChartMark(.resolution, x: 41, text: "1280x720 to 720x480"), ChartMark(.clockStep, x: 45, text: "3 ms"),
            ChartMark(.other, x: 50, text: "ad break"),
        ]
        chart.note = "Bands are the least and the largest of each 200 ms."
        return chart
    }

    /// Cumulative shares of three providers on a logarithmic axis.
    static var shares: Chart {
        var chart = Chart(
            id: "ecdf",
            title: "Share of frames at or below a delay",
            x: ChartAxis("frame delay", unit: "ms", scale: .logarithmic),
            y: ChartAxis("share of frames")
        )
        chart.y.range = 0...1
        chart.series = ["direct", "twitch-ll", "vimeo"].enumerated().map { index, name in
            let values = lognormal(seed: UInt64(index + 5), middle: 80 * Double(index + 1), count: 4_000)
            return ChartSeries(name, kind: .steps, colour: index, points: Ecdf.points(sorted: values))
        }
        return chart
    }

    /// Two histograms, one as bars, the other as an outline.
    static var histogram: Chart {
        let one = lognormal(seed: 9, middle: 80, count: 4_000)
        let other = lognormal(seed: 10, middle: 110, count: 4_000)
        let edges = Histogram.edges(of: [one, other])
        var chart = Chart(
            id: "histogram",
            title: "Where frame delays lie",
            x: ChartAxis("frame delay", unit: "ms"),
            y: ChartAxis("share of frames")
        )
        chart.series = [
            ChartSeries("direct", kind: .bars, colour: 0, points: Histogram.bars(sorted: one, edges: edges)),
            ChartSeries("twitch-ll", kind: .steps, colour: 1, points: Histogram.outline(sorted: other, edges: edges)),
        ]
        return chart
    }

    /// Providers by name with their intervals.
    static var ranking: Chart {
        var chart = Chart(
            id: "ranking",
            title: "Signal delay p95 by provider, with 95 % intervals",
            x: ChartAxis("provider"),
            y: ChartAxis("signal delay p95", unit: "ms")
        )
        chart.x.names = ["direct", "twitch-ll", "vimeo", "a-provider-with-a-very-long-name-indeed", "<script>alert(1)"]
        chart.series = chart.x.names.enumerated().map { index, name in
            let y = 120.0 + 90 * Double(index)
            let point = ChartPoint(x: Double(index), y: y, low: y - 12, high: y + 25)
            return ChartSeries(name, kind: .dots, colour: index, points: [point])
        }
        return chart
    }

    /// Where the delay sits, stacked by provider.
    static var stages: Chart {
        var chart = Chart(
            id: "stages",
            title: "Where the delay sits",
            x: ChartAxis("provider"),
            y: ChartAxis("delay", unit: "ms")
        )
        chart.x.names = ["direct", "twitch-ll", "vimeo"]
        var floor = [0.0, 0, 0]
        for (index, stage) in ["encode", "ingest", "origin", "delivery", "decode"].enumerated() {
            let points = floor.indices.map { provider in
                let low = floor[provider]
                floor[provider] += Double((index + 1) * (provider + 1)) * 7
                return ChartPoint(
                    bar: Double(provider) - 0.35,
                    end: Double(provider) + 0.35,
                    y: floor[provider],
                    low: low
                )
            }
            chart.series.append(ChartSeries(stage, kind: .bars, colour: index, points: points))
        }
        return chart
    }

    /// Cost against latency.
    static var costs: Chart {
        var chart = Chart(
            id: "costs",
            title: "Cost against latency",
            x: ChartAxis("signal delay p95", unit: "ms"),
            y: ChartAxis("cost", unit: "USD per viewer-hour")
        )
        chart.series = ["direct", "twitch-ll", "vimeo", "cloudflare", "mux", "wowza"].enumerated().map { index, name in
            var point = ChartPoint(x: 900 - 140 * Double(index), y: 0.011 + 0.004 * Double(index * index))
            point.label = index == 2 ? "dominated" : nil
            return ChartSeries(name, kind: .dots, colour: index, points: [point])
        }
        return chart
    }

    /// Offset and bound of a clock over hours of UTC.
    static var clock: Chart {
        var chart = Chart(
            id: "clock",
            title: "Clock offset and bound",
            x: ChartAxis("time", scale: .time),
            y: ChartAxis("offset", unit: "ms")
        )
        let points = walk(seed: 20, from: 3, count: 240, step: 60).map { point in
            var point = point
            point.x += 1_795_290_000
            return point
        }
        chart.series = [ChartSeries("offset", kind: .line, colour: 6, points: points)]
        return chart
    }

    /// Large numbers, which axes tell in millions.
    static var rates: Chart {
        var chart = Chart(
            id: "rates",
            title: "Bitrate per period",
            x: ChartAxis("time", unit: "s"),
            y: ChartAxis("bitrate", unit: "bit/s")
        )
        let points = (0..<30).map { ChartPoint(x: Double($0) * 10, y: 2_400_000 + 150_000 * sin(Double($0))) }
        chart.series = [ChartSeries("direct", kind: .steps, colour: 0, points: points)]
        return chart
    }

    /// Nothing at all.
    static var empty: Chart {
        Chart(
            id: "empty",
            title: "Nothing measured",
            x: ChartAxis("time", unit: "s"),
            y: ChartAxis("delay", unit: "ms")
        )
    }

    /// A random walk with intervals.
    static func walk(seed: UInt64, from start: Double, count: Int = 300, step: Double = 0.2) -> [ChartPoint] {
        var random = SeededGenerator(seed: seed)
        var value = start
        return (0..<count).map { index in
            value = max(value + Double.random(in: -4...4, using: &random), start / 3)
            let y = index % 97 == 60 ? value * 2.2 : value
            return ChartPoint(x: Double(index) * step, y: y, low: y - 8, high: y + 15)
        }
    }

    /// Values in order whose logarithms are normal, by Box and Muller.
    static func lognormal(seed: UInt64, middle: Double, count: Int) -> [Double] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let radius = sqrt(-2 * log(Double.random(in: 0.000_001...1, using: &random)))
            return middle * exp(0.25 * radius * cos(2 * .pi * Double.random(in: 0...1, using: &random)))
        }.sorted()
    }
}
