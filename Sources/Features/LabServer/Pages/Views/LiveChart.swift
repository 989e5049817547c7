import Charts

/// The delays of all running runs in one chart.
///
/// The page's script gives it further points under the same names of series.
enum LiveChart {
    /// More lines than this can hardly be told apart; the newest runs are drawn.
    static let limit = 8
    /// Its id, which the script updates.
    static let id = "live-delay"

    /// The chart of a moment.
    static func chart(_ snapshot: LiveSnapshot) -> Chart {
        var chart = Chart(
            id: id,
            title: "Frame delay, last two minutes",
            x: ChartAxis("time before now", unit: "s"),
            y: ChartAxis("frame delay", unit: "ms")
        )
        chart.x.range = -120...0
        chart.series = snapshot.runs.suffix(limit).enumerated().map { index, run in
            let points = run.points.map { point in
                var drawn = ChartPoint(x: point.tS - run.elapsedS, y: point.p50Ms)
                drawn.low = point.minMs
                drawn.high = point.maxMs
                return drawn
            }
            return ChartSeries(ShownText.name(run.name), kind: .line, colour: index, points: points)
        }
        return chart
    }
}
