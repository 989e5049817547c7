import Charts
import Estimation
import LabModel

/// How good the pictures were: each received frame against what was sent, and what was displayed.
struct QualitySection {
    let analysis: RunsAnalysis

    private struct Metric {
        var title: String
        var decimals: Int
        var score: KeyPath<Summary.Scores, Double?>
    }

    private static var metrics: [Metric] {
        [
            Metric(title: "VMAF", decimals: 2, score: \.vmaf), Metric(title: "SSIM", decimals: 4, score: \.ssimY),
            Metric(title: "MS-SSIM", decimals: 4, score: \.msSsimY),
            Metric(title: "PSNR Y, dB", decimals: 2, score: \.psnrYDb),
            Metric(title: "PSNR of mean MSE, dB", decimals: 2, score: \.psnrYMseDb),
        ]
    }

    var section: ReportSection? {
        guard !table.rows.isEmpty else { return nil }
        var blocks: [ReportDocument.Block] = [
            .text(
                "Matched: each received frame against its own reference, so that what was lost does not count. As displayed: "
                    + "each sent frame against what was shown when it was due, so that what was late or lost counts."
            ),
            .table(table),
        ]
        if let chart {
            blocks.append(.chart(chart))
        }
        if !how.isEmpty {
            blocks.append(.list(how))
        }
        return ReportSection("quality", "Picture quality", blocks)
    }

    private var table: ReportTable {
        let hasSeveral = analysis.groups.contains { $0.counted.count > 1 }
        var table = ReportTable(
            caption: hasSeveral ? "The median over the runs of each." : nil,
            columns: ReportTable.columns([("", .left), ("", .left)] + Self.metrics.map { ($0.title, .right) })
        )
        for group in analysis.groups {
            for (name, part) in Self.parts {
                let cells = Self.metrics.map { metric in
                    DelayColumn(decimals: metric.decimals).text(
                        group.median(of: { $0.quality?[keyPath: part]?[keyPath: metric.score] })
                    )
                }
                if cells.contains(where: { $0 != "-" }) {
                    table.rows.append([group.alone, name] + cells)
                }
            }
        }
        return table.withoutEmptyColumns()
    }

    private static var parts: [(String, KeyPath<Summary.Quality, Summary.Scores?>)] {
        [("matched", \.matched), ("as displayed", \.asDisplayed)]
    }

    /// Quality beside delay, a dot a run.
    private var chart: Chart? {
        let part: KeyPath<Summary.Quality, Summary.Scores?> =
            analysis.runs.contains { $0.summary.quality?.asDisplayed != nil } ? \.asDisplayed : \.matched
        let known = Self.metrics.first { metric in
            analysis.runs.contains { $0.summary.quality?[keyPath: part]?[keyPath: metric.score] != nil }
        }
        guard let metric = known else { return nil }
        var chart = Chart(
            id: "quality-delay",
            title: "Quality beside delay",
            x: ChartAxis(analysis.figureName, unit: analysis.groups.first?.mean.unit ?? ""),
            y: ChartAxis(metric.title + (part == \.asDisplayed ? " as displayed" : " matched"))
        )
        for group in analysis.groups {
            let values = Dictionary(group.mean.set.runs.map { ($0.uuid, $0) }) { first, _ in first }
            let points = group.runs.compactMap { run -> ChartPoint? in
                guard let x = values[run.summary.run.uuid]?.value,
                    let y = run.summary.quality?[keyPath: part]?[keyPath: metric.score]
                else { return nil }
                var point = ChartPoint(x: x, y: y)
                point.label = run.alone
                return point
            }
            chart.series.append(ChartSeries(group.alone, kind: .dots, colour: group.colour, points: points))
        }
        chart.series.removeAll { $0.points.isEmpty }
        return chart.series.reduce(0) { $0 + $1.points.count } > 1 ? chart : nil
    }

    /// What was scored, and by what.
    private var how: [String] {
        analysis.groups.compactMap { group in
            guard let text = TextReport.quality(group.middle?.summary.quality) else { return nil }
            return "\(group.inSentence): \(OutsideText.sentence(text))."
        }
    }
}
