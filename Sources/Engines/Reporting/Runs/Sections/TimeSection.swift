import Charts
import Estimation
import LabModel

/// Delay over time, with what happened marked.
struct TimeSection {
    let analysis: RunsAnalysis

    /// Intervals of single runs are drawn for so many runs at most.
    private static let whiskers = 60
    /// Above so many runs of a group its least and largest ones are drawn.
    private static let dots = 300
    /// So many events of a run are marked.
    private static let eventMarks = 40

    var section: ReportSection? {
        let detailed = analysis.detailed.filter { $0.digest?.delays.isEmpty == false }
        guard !detailed.isEmpty || runs != nil else { return nil }
        let middles = Set(analysis.groups.compactMap { $0.middle?.summary.run.uuid })
        let shown = detailed.filter { middles.contains($0.summary.run.uuid) }
        let others = detailed.filter { !middles.contains($0.summary.run.uuid) }
        var blocks: [ReportDocument.Block] = runs.map { [.chart($0)] } ?? []
        blocks += shown.enumerated().map { .chart(chart($1, id: "time-\($0 + 1)")) }
        if !others.isEmpty {
            let charts = others.enumerated().map {
                ReportDocument.Block.chart(chart($1, id: "time-\(shown.count + $0 + 1)"))
            }
            blocks.append(.details("\(NumberText.count(others.count, "more run")) over time", charts))
        }
        // Pictures alone: formats without them say nothing of it.
        return ReportSection("time", "Over time", [.page(blocks)])
    }

    /// Every run by when it was measured.
    private var runs: Chart? {
        guard analysis.runs.count > 2 else { return nil }
        let unit = analysis.groups.first?.mean.unit ?? ""
        var chart = Chart(
            id: "time-runs",
            title: "Every run, by when it was measured",
            x: ChartAxis("begun", scale: .time),
            y: ChartAxis(analysis.figureName, unit: unit)
        )
        let hasWhiskers = analysis.runs.count <= Self.whiskers
        for group in analysis.groups {
            let values = Dictionary(group.mean.set.runs.map { ($0.uuid, $0) }) { first, _ in first }
            var points = group.runs.compactMap { run -> ChartPoint? in
                guard let x = run.startedSeconds, let value = values[run.summary.run.uuid]?.value else { return nil }
                var point = ChartPoint(x: x, y: value)
                point.label = run.alone
                if hasWhiskers, analysis.path == FigurePath(.signalDelay),
                    let ends = run.summary.signalDelayMs?.values.ci95P95, ends.count == 2
                {
                    (point.low, point.high) = (ends[0], ends[1])
                }
                return point
            }
            points.sort { $0.x < $1.x }
            if points.count > Self.dots {
                let part = "of \(points.count) runs of \(group.inSentence) the least and largest of equal parts"
                chart.note += (chart.note.isEmpty ? "Drawn: " : "; ") + part
                points = Reduction.extremes(points, buckets: Self.dots / 2)
            }
            chart.series.append(ChartSeries(group.alone, kind: .dots, colour: group.colour, points: points))
        }
        if !chart.note.isEmpty {
            chart.note += "."
        }
        chart.series.removeAll { $0.points.isEmpty }
        return chart.series.isEmpty ? nil : chart
    }

    private func chart(_ run: ReportRun, id: String) -> Chart {
        let group = analysis.groups.first { $0.name == run.comparedAs }
        let of = analysis.isAlone || run.alone == group?.alone ? "" : ", \(group?.alone ?? "")"
        var chart = Chart(
            id: id,
            title: "Frame delay of \(run.alone)\(of)",
            x: ChartAxis(run.timeTitle, unit: "s"),
            y: ChartAxis("frame delay", unit: "ms")
        )
        let points = (run.digest?.delays ?? []).map { stretch in
            ChartPoint(
                x: Self.middle(stretch.startS, stretch.lengthS),
                y: stretch.medianMs,
                low: stretch.minMs,
                high: stretch.maxMs
            )
        }
        chart.series = [
            ChartSeries("median, least to largest", kind: .line, colour: group?.colour ?? 0, points: points)
        ]
        chart.marks = Self.marks(run)
        let left = run.digest?.marksLeftOut ?? 0
        chart.note = left > 0 ? "\(NumberText.count(left, "smaller mark")) left out." : ""
        return chart
    }

    /// The middle of a stretch in seconds, to the microsecond: more digits would only make pages larger.
    static func middle(_ startS: Double, _ lengthS: Double) -> Double {
        ((startS + lengthS / 2) * 1e6).rounded() / 1e6
    }

    private static func marks(_ run: ReportRun) -> [ChartMark] {
        let marks = (run.digest?.marks ?? []).map { mark in
            ChartMark(
                mark.kind.chartKind,
                x: mark.startS,
                end: mark.lengthS > 0 ? mark.startS + mark.lengthS : nil,
                text: mark.words
            )
        }
        let events = run.summary.events.compactMap { event -> ChartMark? in
            guard let kind = eventKinds[event.code] else { return nil }
            return ChartMark(kind, x: event.tS, text: OutsideText.plain(event.text, limit: 160))
        }
        return (marks + events.prefix(eventMarks)).sorted { $0.x < $1.x }
    }

    /// Events that change what follows; reconnects are marks of their own.
    private static let eventKinds: [String: ChartMark.Kind] = [
        "resolution_changed": .resolution, "clock_step": .clockStep, "epoch": .other, "stream_stopped": .other,
        "variant_changed": .resolution, "failed": .other,
    ]
}

extension DigestMark.Kind {
    var chartKind: ChartMark.Kind {
        switch self {
        case .freeze: .freeze
        case .stall: .stall
        case .reconnect: .reconnect
        case .drop: .drop
        }
    }
}

extension DigestMark {
    /// What happened, for a reader.
    var words: String {
        let length = NumberText.length(milliseconds: lengthS * 1_000)
        return switch kind {
        case .freeze: "the picture stood still for \(length)"
        case .stall: "no media came for \(length)"
        case .reconnect: "no connection for \(length)"
        case .drop: "\(NumberText.count(frames, "frame")) dropped"
        }
    }
}
