import Charts
import Estimation
import LabModel

/// How far the clocks may be off, over time too.
struct ClockSection {
    let analysis: RunsAnalysis

    private static let rowLimit = 60

    var section: ReportSection? {
        let runs = analysis.detailed.filter { $0.summary.frames.decoded > 0 }
        guard !runs.isEmpty else { return nil }
        var blocks: [ReportDocument.Block] = [
            .text(
                "Offset is the streamer's clock minus the receiver's; a delay is wrong by the bound at most, whatever the "
                    + "network does."
            ),
            .table(table(runs)),
        ]
        // Of each set the run that stands for it, which comes first among those told one by one.
        let charts = runs.prefix(analysis.groups.count).compactMap { run in run.digest.flatMap { chart(run, $0) } }
        blocks.append(.page(charts.map { .chart($0) }))
        return ReportSection("clock", "Clocks", blocks)
    }

    private func table(_ runs: [ReportRun]) -> ReportTable {
        var table = ReportTable(
            columns: ReportTable.columns([
                ("run", .left), ("of", .left), ("clock", .left), ("offset, ms", .right), ("bound, ms", .right),
                ("at worst, ms", .right), ("drift, ppm", .right), ("exchanges", .right),
                ("least round trip, ms", .right),
                ("steps", .right), ("delay's drift, ms/min", .right),
            ])
        )
        table.rows = runs.prefix(Self.rowLimit).map { run in
            let clock = run.summary.clock
            let fine = DelayColumn(decimals: 3)
            return [
                run.alone, OutsideText.plain(run.comparedAs), Self.words(clock.method), fine.text(clock.offsetMs),
                fine.text(clock.errorBoundMs), fine.text(clock.errorBoundMaxMs),
                DelayColumn(decimals: 2).text(clock.driftPpm), "\(clock.exchanges)", fine.text(clock.minRttMs),
                "\(clock.steps)", Self.drift(run.summary),
            ]
        }
        return table.withoutEmptyColumns()
    }

    static func words(_ method: ClockMethod) -> String {
        switch method {
        case .none: "not known"
        case .trace: "as imported"
        case .sameHost: "one for both"
        case .http: "asked the streamer"
        case .ntp: "NTP"
        }
    }

    private static func drift(_ summary: Summary) -> String {
        guard let slope = summary.driftMsPerMin else { return "-" }
        let column = DelayColumn(decimals: 2)
        guard let ends = summary.driftCi95, ends.count == 2 else { return column.text(slope) }
        return "\(column.text(slope)) (\(column.interval(ends[0], ends[1])))"
    }

    private func chart(_ run: ReportRun, _ digest: RunDigest) -> Chart? {
        // One clock for both ends has nothing to draw.
        guard digest.clock.contains(where: { $0.offsetMs != 0 || $0.boundMs != 0 }) else { return nil }
        let colour = analysis.groups.first { $0.name == run.comparedAs }?.colour ?? 0
        var chart = Chart(
            id: "clock-"
                + String(run.summary.run.uuid.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.suffix(12)),
            title: "Clock offset of \(run.alone)",
            x: ChartAxis(run.timeTitle, unit: "s"),
            y: ChartAxis("offset", unit: "ms")
        )
        let points = digest.clock.map { stretch in
            ChartPoint(
                x: TimeSection.middle(stretch.startS, stretch.lengthS),
                y: stretch.offsetMs,
                low: stretch.boundMs.map { stretch.minMs - $0 },
                high: stretch.boundMs.map { stretch.maxMs + $0 }
            )
        }
        chart.series = [ChartSeries("offset, and where it may lie", kind: .line, colour: colour, points: points)]
        return chart
    }
}
