import Charts
import Estimation
import LabModel

/// How late frames are and how late the signal is: percentiles exactly, the whole distribution as pictures.
struct DelaySection {
    let analysis: RunsAnalysis

    /// The curve keeps about so many steps of its height.
    private static let curvePoints = 240
    private static let bars = 40

    var section: ReportSection? {
        guard !table.rows.isEmpty else { return nil }
        let charts = [curves, histogram].compactMap(\.self).map { ReportDocument.Block.chart($0) }
        return ReportSection("delays", "Delays", [.table(table)] + charts)
    }

    // MARK: Percentiles

    private static var percentiles: [(name: String, value: KeyPath<Distribution, Double?>)] {
        [("min", \.min), ("p50", \.p50), ("p95", \.p95), ("p99", \.p99), ("max", \.max), ("mean", \.mean)]
    }

    private var table: ReportTable {
        let hasSeveral = analysis.groups.contains { $0.counted.count > 1 }
        var table = ReportTable(
            caption: "In milliseconds"
                + (hasSeveral ? ", the median over the runs of each." : ".")
                + " Signal delay counts every frame sent, frame delay those that came.",
            columns: ReportTable.columns(
                [("", .left), ("delay", .left)] + Self.percentiles.map { ($0.name, .right) } + [("frames", .right)]
            )
        )
        for group in analysis.groups {
            for kind in DelayKind.allCases {
                let delays = Self.percentiles.map { percentile in
                    group.median { kind.delay($0, percentile.name, percentile.value) }
                }
                guard delays.contains(where: { $0 != nil }) else { continue }
                let column = DelayColumn(delays.prefix(4).map { $0?.milliseconds })
                let frames = group.sum { kind.values($0)?.n } ?? 0
                table.rows.append([group.alone, kind.words] + delays.map { column.text($0) } + ["\(frames)"])
            }
        }
        return table
    }

    // MARK: Pictures

    private var curves: Chart? {
        let drawn = analysis.groups.map { ($0, $0.signalDelay, $0.frameDelay) }.filter { $0.1.count + $0.2.count > 0 }
        guard !drawn.isEmpty else { return nil }
        var chart = Chart(
            id: "delays-ecdf",
            title: "Share of frames that are at most so late",
            x: axis(drawn.flatMap { [$0.1, $0.2] }),
            y: ChartAxis("share of frames", unit: "%")
        )
        chart.y.range = 0...100
        for (group, signal, frame) in drawn {
            let name = analysis.isAlone ? "" : group.alone + ", "
            chart.series.append(Self.curve(signal, name + "signal delay", group.colour, dashed: false))
            chart.series.append(Self.curve(frame, name + "frame delay", group.colour, dashed: true))
        }
        chart.series.removeAll { $0.points.isEmpty }
        let censored = analysis.groups.flatMap(\.counted).reduce(0) { $0 + ($1.digest?.censored ?? 0) }
        chart.note =
            censored > 0
            ? "\(NumberText.count(censored, "frame")) never seen enter the signal delay with what it is at least." : ""
        return chart
    }

    private static func curve(_ delays: DelayHistogram, _ name: String, _ colour: Int, dashed: Bool) -> ChartSeries {
        let points = delays.cumulativePoints.map { ChartPoint(x: $0.delayMs, y: $0.share * 100) }
        // The curve rises only: fewer points at equal steps of its height look the same on any scale.
        var reduced: [ChartPoint] = []
        var left: ChartPoint?
        for (index, point) in points.enumerated() {
            let risen = (point.y ?? 0) - (reduced.last?.y ?? -100)
            guard risen >= 100 / Double(curvePoints) || index == points.count - 1 else {
                left = point
                continue
            }
            // Where a level stretch ends: without it the curve would slope over delays that no frame had.
            reduced += [left, point].compactMap(\.self)
            left = nil
        }
        var series = ChartSeries(name, kind: .line, colour: colour, points: reduced)
        series.dashed = dashed
        return series
    }

    private func axis(_ delays: [DelayHistogram]) -> ChartAxis {
        let least = delays.compactMap(\.minMs).min() ?? 0
        let largest = delays.compactMap(\.maxMs).max() ?? 0
        // A few very late frames would press all others into one line.
        let isWide = least > 0 && largest > 20 * least
        return ChartAxis("delay", unit: "ms", scale: isWide ? .logarithmic : .linear)
    }

    private var histogram: Chart? {
        let pools = analysis.groups.map { ($0, $0.frameDelay) }.filter { $0.1.count > 0 }
        let lows = pools.compactMap { $0.1.quantile(0.001) }
        let highs = pools.compactMap { $0.1.quantile(0.995) }
        guard let low = lows.min(), let high = highs.max(), high > low else { return nil }
        var chart = Chart(
            id: "delays-histogram",
            title: "Frame delays",
            x: ChartAxis("frame delay", unit: "ms"),
            y: ChartAxis("share of frames", unit: "%")
        )
        for (group, delays) in pools {
            let bars = delays.bars(in: low...high, count: Self.bars)
            let total = Double(delays.count)
            let shares = bars.map { $0.count / total * 100 }
            let points =
                pools.count == 1
                ? zip(bars, shares).map { ChartPoint(bar: $0.lowMs, end: $0.highMs, y: $1) }
                : zip(bars, shares).map { ChartPoint(x: $0.lowMs, y: $1) } + [ChartPoint(x: high, y: shares.last)]
            chart.series.append(
                ChartSeries(group.alone, kind: pools.count == 1 ? .bars : .steps, colour: group.colour, points: points)
            )
        }
        chart.note = "From the 0.1th to the 99.5th percentile; what lies beyond is in the curve above."
        return chart
    }
}

/// The delays that every report tells.
enum DelayKind: CaseIterable {
    case signal, frame, arrival, toControl, control

    var words: String {
        switch self {
        case .signal: "signal delay"
        case .frame: "frame delay"
        case .arrival: "arrival delay"
        case .toControl: "to the control"
        case .control: "the control's own"
        }
    }

    func values(_ summary: Summary) -> Distribution? {
        let values: Distribution? =
            switch self {
            case .signal: summary.signalDelayMs?.values
            case .frame: summary.frameDelayMs
            case .arrival: summary.arrivalDelayMs
            case .toControl: summary.relativeToControlMs?.values
            case .control: summary.controlDelayMs
            }
        return values.flatMap { $0.n > 0 ? $0 : nil }
    }

    /// A percentile of it; of the signal's some may be known only from below, and with them the mean.
    func delay(_ summary: Summary, _ name: String, _ value: KeyPath<Distribution, Double?>) -> BoundedDelay? {
        guard let milliseconds = values(summary)?[keyPath: value] else { return nil }
        guard self == .signal, let signal = summary.signalDelayMs, signal.censored > 0 else {
            return BoundedDelay(milliseconds: milliseconds)
        }
        let isOpen = signal.lowerBound.contains(name) || name == "mean"
        return BoundedDelay(milliseconds: milliseconds, isLowerBound: isOpen)
    }
}
