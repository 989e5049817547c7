import Charts
import Estimation
import LabModel

/// How smoothly it ran: frames lost, freezes, stalls, the frame rate.
struct SmoothnessSection {
    let analysis: RunsAnalysis

    var section: ReportSection? {
        guard analysis.runs.contains(where: { $0.summary.frames.decoded > 0 }) else { return nil }
        var blocks: [ReportDocument.Block] = [.table(losses), .table(stops), .table(rates)]
        if let chart {
            blocks.append(.chart(chart))
        }
        return ReportSection("smoothness", "Smoothness", blocks)
    }

    private var over: String {
        analysis.groups.contains { $0.counted.count > 1 } ? ", summed over the runs of each" : ""
    }

    private var losses: ReportTable {
        var table = ReportTable(
            caption: "Frames\(over).",
            columns: ReportTable.columns([
                ("", .left), ("sent", .right), ("seen", .right), ("dropped", .right), ("of those sent", .right),
                ("unreadable", .right), ("never seen", .right), ("duplicated", .right), ("repeated", .right),
                ("out of order", .right),
            ])
        )
        table.rows = analysis.groups.map { group in
            let (sent, dropped) = (group.sum { $0.frames.expected }, group.sum { $0.frames.dropped })
            let share = sent.flatMap { sent in
                dropped.flatMap { sent > 0 ? NumberText.share(Double($0) / Double(sent)) : nil }
            }
            let counts: [Int?] = [
                group.sum { $0.frames.unreadable }, group.sum { $0.frames.unresolved },
                group.sum { $0.frames.duplicated }, group.sum { $0.frames.repeated },
                group.sum { $0.frames.outOfOrder },
            ]
            return [group.alone, Self.text(sent), Self.text(group.sum { $0.frames.marked }), Self.text(dropped)]
                + [share ?? "-"] + counts.map(Self.text)
        }
        return table
    }

    private var stops: ReportTable {
        var table = ReportTable(
            caption: "Times without a new picture, without media, without a connection\(over).",
            columns: ReportTable.columns([
                ("", .left), ("freezes", .right), ("in all", .right), ("longest", .right), ("stalls", .right),
                ("in all", .right), ("longest", .right), ("reconnects", .right), ("away", .right),
            ])
        )
        table.rows = analysis.groups.map { group in
            let runs = group.counted.map(\.summary)
            return [group.alone] + Self.cells(runs.map(\.freezes)) + Self.cells(runs.map(\.stalls)) + [
                "\(runs.reduce(0) { $0.addingUpToLimit($1.reconnects.count) })",
                Self.length(runs.reduce(0) { $0 + $1.reconnects.gapMs }),
            ]
        }
        return table
    }

    private static func cells(_ episodes: [Summary.Episodes]) -> [String] {
        [
            "\(episodes.reduce(0) { $0.addingUpToLimit($1.count) })", length(episodes.reduce(0) { $0 + $1.totalMs }),
            length(episodes.map(\.longestMs).max() ?? 0),
        ]
    }

    private static func length(_ milliseconds: Double) -> String {
        milliseconds > 0 ? NumberText.length(milliseconds: milliseconds) : "-"
    }

    private static func text(_ count: Int?) -> String {
        count.map { "\($0)" } ?? "-"
    }

    private var rates: ReportTable {
        let hasSeveral = analysis.groups.contains { $0.counted.count > 1 }
        var table = ReportTable(
            caption: hasSeveral ? "The median over the runs of each." : nil,
            columns: ReportTable.columns([
                ("", .left), ("frame rate, fps", .right), ("harmonic, fps", .right), ("jitter, ms", .right),
                ("jitter by RFC 3550, ms", .right), ("first picture, ms", .right), ("first mark, ms", .right),
                ("bit rate", .right), ("picture to sound, ms", .right),
            ])
        )
        table.rows = analysis.groups.map { group in
            let number = { (decimals: Int, part: (Summary) -> Double?) in
                DelayColumn(decimals: decimals).text(group.median(of: part))
            }
            let rate = group.median(of: { $0.bitrateBps })
            return [
                group.alone, number(2) { $0.frameRate.meanFps }, number(2) { $0.frameRate.harmonicFps },
                number(2) { $0.jitterMs }, number(2) { $0.jitterRfc3550Ms }, number(1) { $0.startupMs.firstFrame },
                number(1) { $0.startupMs.firstMark }, rate.map(NumberText.rate) ?? "-", number(1) { $0.avOffsetMs },
            ]
        }
        return table.withoutEmptyColumns()
    }

    private var chart: Chart? {
        var chart = Chart(
            id: "smoothness-rate",
            title: "Frame rate of each period",
            x: ChartAxis("time since the first marked picture", unit: "s"),
            y: ChartAxis("frames a second", unit: "fps")
        )
        for group in analysis.groups {
            guard let run = group.middle, run.summary.frameRate.periods.count > 1 else { continue }
            let periods = run.summary.frameRate.periods
            var points = periods.map { ChartPoint(x: $0.startS, y: $0.fps) }
            if let end = run.summary.run.durationS, let last = points.last, end > last.x {
                points.append(ChartPoint(x: end, y: last.y))
            }
            let name = group.runs.count > 1 ? "\(group.alone), \(run.alone)" : group.alone
            chart.series.append(ChartSeries(name, kind: .steps, colour: group.colour, points: points))
        }
        chart.note = analysis.groups.contains { $0.runs.count > 1 } ? Self.middles : ""
        return chart.series.isEmpty ? nil : chart
    }

    /// Which run a picture shows of many.
    static let middles = "Of each the run whose number lies nearest to the median."
}
