import Charts
import Estimation
import LabModel

/// What delay a player needs: delay against stalling.
struct PlayoutSection {
    let analysis: RunsAnalysis

    var section: ReportSection? {
        guard !table.rows.isEmpty else { return nil }
        var blocks: [ReportDocument.Block] = [
            .text(
                "A player that shows each frame a fixed delay after it was stamped stalls whenever a frame comes later. The "
                    + "operating delay is the least at which it stalls at most 0.1 % of the time."
            ),
            .table(table),
        ]
        if let chart {
            blocks.append(.chart(chart))
        }
        return ReportSection("playout", "What delay a player needs", blocks)
    }

    private var table: ReportTable {
        let hasSeveral = analysis.groups.contains { $0.counted.count > 1 }
        var table = ReportTable(
            caption: hasSeveral ? "In milliseconds, the median over the runs of each." : "In milliseconds.",
            columns: ReportTable.columns([
                ("", .left), ("operating delay", .right), ("never stalls from", .right),
                ("a player's own delay", .right), ("stalled with it", .right), ("its hold-back", .right),
            ])
        )
        table.rows = analysis.groups.compactMap { group in
            let operating = group.median { summary in
                summary.playout?.operatingDelayMs.map {
                    BoundedDelay(milliseconds: $0, isLowerBound: summary.hasOpenOperatingDelay)
                }
            }
            let never = group.median { summary in
                summary.playout?.leastDelayNoStallMs.map {
                    BoundedDelay(milliseconds: $0, isLowerBound: summary.frames.unresolved ?? 0 > 0)
                }
            }
            guard operating != nil || never != nil else { return nil }
            let start = group.median(of: { $0.playout?.start?.delayMs })
            let stalled = group.median(of: { $0.playout?.start?.stalledRatio })
            let hold = group.median(of: { $0.playout?.start?.holdBackMs })
            let column = DelayColumn([operating?.milliseconds, never?.milliseconds, start])
            return [
                group.alone, column.text(operating), column.text(never), column.text(start),
                stalled.map(NumberText.share) ?? "-", column.text(hold),
            ]
        }
        return table.withoutEmptyColumns()
    }

    private var chart: Chart? {
        let drawn = analysis.groups.compactMap { group in
            group.middle.flatMap { run in run.summary.playout.map { (group, run, $0) } }
        }.filter { !$0.2.fixed.isEmpty || !$0.2.rebuffering.isEmpty }
        guard !drawn.isEmpty else { return nil }
        let delays = drawn.flatMap { $0.2.fixed.map(\.delayMs) + $0.2.rebuffering.map(\.meanDelayMs) }
        let isPositive = delays.allSatisfy { $0 > 0 }
        var chart = Chart(
            id: "playout-curve",
            title: "Delay against stalling",
            x: ChartAxis("delay of the player", unit: "ms", scale: isPositive ? .logarithmic : .linear),
            y: ChartAxis("time stalled", unit: "%")
        )
        for (group, run, playout) in drawn {
            let name = group.runs.count > 1 ? "\(group.alone), \(run.alone)" : group.alone
            let fixed = playout.fixed.map { ChartPoint(x: $0.delayMs, y: $0.stalledRatio * 100) }
            chart.series.append(ChartSeries(name, kind: .line, colour: group.colour, points: fixed))
            let rebuffering = playout.rebuffering.map { point in
                var drawn = ChartPoint(x: point.meanDelayMs, y: point.stalledRatio * 100)
                drawn.label =
                    "buffer \(NumberText.length(milliseconds: point.bufferMs)), "
                    + NumberText.count(point.stalls, "stall")
                return drawn
            }
            var second = ChartSeries("\(name), rebuffering", kind: .line, colour: group.colour, points: rebuffering)
            second.dashed = true
            chart.series.append(second)
        }
        chart.series.removeAll { $0.points.isEmpty }
        chart.note =
            "Solid: a player of fixed delay. Dashed: one that stops until its buffer is full again, by its mean delay."
            + (analysis.groups.contains { $0.runs.count > 1 } ? " \(SmoothnessSection.middles)" : "")
        return chart
    }
}
